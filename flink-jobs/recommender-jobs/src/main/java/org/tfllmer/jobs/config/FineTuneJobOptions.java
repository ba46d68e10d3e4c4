/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.backbone.LossOptions;
import org.tfllmer.backbone.Normalisation;
import org.tfllmer.backbone.OptimiserOptions;

/** Every option of the backbone and its fine-tuning, as a user writes it. */
public final class FineTuneJobOptions {

    private static final OptimiserOptions OPTIMISER = OptimiserOptions.defaults();

    public static final ConfigOption<String> KIND = key("backbone.kind")
            .stringType()
            .defaultValue(BackboneKind.SASREC.text())
            .withDescription("The sequence model: sasrec or gru4rec.");

    public static final ConfigOption<Integer> LAYERS = key("backbone.layers")
            .intType()
            .noDefaultValue()
            .withDescription("Recurrent layers or self-attention blocks. Without it 1 for gru4rec and 2 for sasrec.");

    public static final ConfigOption<Integer> HEADS = key("backbone.heads")
            .intType()
            .noDefaultValue()
            .withDescription("Attention heads of sasrec, a divisor of rec-pca.dimension. Without it 2, or 1 if odd.");

    public static final ConfigOption<Integer> MAX_LENGTH = key("backbone.max-length")
            .intType()
            .defaultValue(50)
            .withDescription("How many of a user's last items the backbone reads.");

    public static final ConfigOption<String> NORMALISATION = key("backbone.normalisation")
            .stringType()
            .defaultValue(Normalisation.ITEMS.text())
            .withDescription("What is scaled to length 1: none, items, or items-and-sequence.");

    public static final ConfigOption<Double> TEMPERATURE = key("backbone.temperature")
            .doubleType()
            .defaultValue(0.1)
            .withDescription("What scores are divided by in the loss.");

    public static final ConfigOption<String> DEVICE = key("fine-tune.device")
            .stringType()
            .defaultValue("auto")
            .withDescription("Where it is trained: cpu; auto (the first GPU there is, else the CPU); cuda (the GPU that "
                    + "Flink hands out as external resource 'gpu'); cuda:N (that one, asking nobody).");

    public static final ConfigOption<Integer> EPOCHS = key("fine-tune.epochs")
            .intType()
            .defaultValue(3)
            .withDescription("Passes over what a generation learns from.");

    public static final ConfigOption<Integer> MIN_STEPS = key("fine-tune.min-steps")
            .intType()
            .defaultValue(100)
            .withDescription("Steps, at least: where news are few, more users without news are trained on as well; where "
                    + "there are not enough of these, epochs are repeated.");

    public static final ConfigOption<Integer> MAX_STEPS = key("fine-tune.max-steps")
            .intType()
            .defaultValue(2_000)
            .withDescription("Steps, at most, of one fine-tuning.");

    public static final ConfigOption<Duration> MAX_TIME = key("fine-tune.max-time")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("Wall-clock time of training, at most, of one fine-tuning.");

    public static final ConfigOption<Integer> BATCH_SIZE = key("fine-tune.batch-size")
            .intType()
            .defaultValue(128)
            .withDescription("Sequences to a step, on average.");

    public static final ConfigOption<Double> DROPOUT = key("fine-tune.dropout")
            .doubleType()
            .defaultValue(0.2)
            .withDescription("Share of values set to 0 while training.");

    public static final ConfigOption<Boolean> FROZEN_ITEMS = key("fine-tune.frozen-items")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether item vectors stay as projected and the backbone alone is trained.");

    public static final ConfigOption<String> OPTIMISER_ALGORITHM = key("fine-tune.optimiser")
            .stringType()
            .defaultValue(OPTIMISER.algorithm().text())
            .withDescription("adam or adamw.");

    public static final ConfigOption<Double> LEARNING_RATE = key("fine-tune.learning-rate")
            .doubleType()
            .defaultValue(OPTIMISER.learningRate())
            .withDescription("Of the optimiser.");

    public static final ConfigOption<Integer> WARM_UP_STEPS = key("fine-tune.warm-up-steps")
            .intType()
            .defaultValue(10)
            .withDescription("Steps over which the learning rate grows to its value, in each fine-tuning.");

    public static final ConfigOption<Double> WEIGHT_DECAY = key("fine-tune.weight-decay")
            .doubleType()
            .defaultValue(OPTIMISER.weightDecay())
            .withDescription("Of the optimiser.");

    public static final ConfigOption<Double> GRADIENT_CLIP = key("fine-tune.gradient-clip")
            .doubleType()
            .defaultValue(OPTIMISER.gradientClip())
            .withDescription("Longest gradient; a longer one is shortened. 0 leaves all as they are.");

    public static final ConfigOption<Integer> NEGATIVES = key("fine-tune.negatives")
            .intType()
            .defaultValue(0)
            .withDescription("Items drawn to stand for the catalogue in the loss, corrected by log-Q; 0 is all items.");

    public static final ConfigOption<Long> LOGITS_BYTES = key("fine-tune.logits-bytes")
            .longType()
            .defaultValue(LossOptions.defaults().blockBytes())
            .withDescription("Memory for scores, at most; they are computed in blocks that fit.");

    public static final ConfigOption<Long> SEED = key("fine-tune.seed")
            .longType()
            .defaultValue(1L)
            .withDescription("Decides, with the generation's number, everything that is drawn.");

    public static final ConfigOption<Double> OLD_SHARE = key("fine-tune.old-share")
            .doubleType()
            .defaultValue(1.0)
            .withDescription("Users without news who are trained on as well, per user with news.");

    public static final ConfigOption<Integer> HELD_OUT = key("fine-tune.held-out")
            .intType()
            .defaultValue(1_000)
            .withDescription("Users, at most half of those with news, whose last interaction is not trained on and "
                    + "judges the candidate beside what is in service.");

    public static final ConfigOption<Double> MARGIN = key("fine-tune.margin")
            .doubleType()
            .defaultValue(0.05)
            .withDescription("By which share of the NDCG in service a candidate may be worse and still be committed. "
                    + "What chance explains is allowed too.");

    public static final ConfigOption<Integer> RETAINED_GENERATIONS = key("generations.retained")
            .intType()
            .defaultValue(5)
            .withDescription("How many committed generations keep their files, the newest ones and the one in service: "
                    + "a rollback can go back to these.");

    static final List<ConfigOption<?>> ALL = List.of(KIND, LAYERS, HEADS, MAX_LENGTH, NORMALISATION, TEMPERATURE, DEVICE,
            EPOCHS, MIN_STEPS, MAX_STEPS, MAX_TIME, BATCH_SIZE, DROPOUT, FROZEN_ITEMS, OPTIMISER_ALGORITHM, LEARNING_RATE,
            WARM_UP_STEPS, WEIGHT_DECAY, GRADIENT_CLIP, NEGATIVES, LOGITS_BYTES, SEED, OLD_SHARE, HELD_OUT, MARGIN,
            RETAINED_GENERATIONS);

    private FineTuneJobOptions() {}
}
