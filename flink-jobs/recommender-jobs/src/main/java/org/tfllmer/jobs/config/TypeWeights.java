/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/**
 * What an interaction of each type weighs in the graph: below 0 says that items do not belong together, 0 says
 * nothing.
 */
public final class TypeWeights implements Serializable {

    private static final long serialVersionUID = 1L;

    private final EnumMap<InteractionType, Double> weights = new EnumMap<>(InteractionType.class);

    private TypeWeights() {
        for (InteractionType type : InteractionType.values()) {
            boolean neutral = type == InteractionType.IMPRESSION || type == InteractionType.DISLIKE;
            weights.put(type, neutral ? 0.0 : 1.0);
        }
    }

    /**
     * The usual weights, 1 but for impressions and dislikes, with some replaced.
     *
     * @param replaced by the type's name on the wire
     */
    static TypeWeights of(Map<String, String> replaced) {
        TypeWeights result = new TypeWeights();
        replaced.forEach((name, weight) -> result.weights.put(type(name), number(name, weight)));
        return result;
    }

    private static InteractionType type(String name) {
        for (InteractionType type : InteractionType.values()) {
            if (type.wireName().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                JobOptions.TYPE_WEIGHTS.key() + " must name types of interaction, named '" + name + "'");
    }

    private static double number(String name, String weight) {
        try {
            double number = Double.parseDouble(weight);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw new IllegalArgumentException(JobOptions.TYPE_WEIGHTS.key() + " must give '" + name
                + "' a finite number, gave '" + weight + "'");
    }

    /** The interaction's own weight, or else its type's. */
    public double of(Interaction interaction) {
        return interaction.weight() != null ? interaction.weight() : weights.get(interaction.type());
    }
}
