/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.tfllmer.graph.Pairs;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.graph.CoOccurrences;
import org.tfllmer.jobs.graph.GraphJob;
import org.tfllmer.jobs.graph.PairRecentItems;
import org.tfllmer.jobs.graph.UserArrival;
import org.tfllmer.schemas.CooccurrenceEdges;

/** What is done with the log. All but the last begin with the graph job's own first step, so only pairs differ. */
enum GraphLayout {

    /** The steps of the graph job, up to the rows that it publishes. */
    GRAPH("graph", 2) {
        @Override
        void addTo(DataStream<UserArrival> log, JobConfig config) {
            SingleOutputStreamOperator<CoOccurrences> pairs = GraphJob.coOccurrences(log, config);
            GraphJob.graph(GraphJob.rowChanges(pairs, config),
                            pairs.getSideOutput(PairRecentItems.COUNTS).filter(counts -> false).uid("no-snapshots"),
                            config)
                    .map(GraphLayout::told).uid("told").sinkTo(new DiscardingSink<>()).uid("sink");
        }
    },

    /** A map state entry per pair, at both of its ends, as the graph job keeps it. */
    MAP_STATE("map state", 2) {
        @Override
        void addTo(DataStream<UserArrival> log, JobConfig config) {
            countPerPair(GraphJob.coOccurrences(log, config).flatMap(new BothEnds())
                    .returns(CoOccurrences.TYPE)
                    .uid("both-ends"));
        }
    },

    /** A map state entry per pair, at the later item only: half of the graph. */
    MAP_STATE_ONE_END("map state, one end", 1) {
        @Override
        void addTo(DataStream<UserArrival> log, JobConfig config) {
            countPerPair(GraphJob.coOccurrences(log, config));
        }
    },

    /** The graph job's first step: users' rows, ordered and free of duplicates, whose pairs go nowhere. */
    HISTORY_ONLY("history only", 1) {
        @Override
        void addTo(DataStream<UserArrival> log, JobConfig config) {
            discard(GraphJob.coOccurrences(log, config));
        }
    },

    /** The same rows in the plain way: read and written in state for each interaction, a timer for each. */
    PLAIN_HISTORY("history only, plain state", 1) {
        @Override
        void addTo(DataStream<UserArrival> log, JobConfig config) {
            discard(log.keyBy(UserArrival::userId)
                    .process(new PlainHistory(config.graph(), config.ingest().deduplicationHorizon().toMillis()))
                    .returns(CoOccurrences.TYPE)
                    .uid("plain-history"));
        }
    };

    private final String label;
    private final int endsTold;

    GraphLayout(String label, int endsTold) {
        this.label = label;
        this.endsTold = endsTold;
    }

    abstract void addTo(DataStream<UserArrival> log, JobConfig config);

    String label() {
        return label;
    }

    /** How often each pair is told. */
    int endsTold() {
        return endsTold;
    }

    private static void discard(DataStream<CoOccurrences> pairs) {
        pairs.map(GraphLayout::told).uid("told").sinkTo(new DiscardingSink<>()).uid("sink");
    }

    private static void countPerPair(DataStream<CoOccurrences> pairs) {
        pairs.keyBy(value -> value.pairs().itemId())
                .process(new CountPerPair())
                .returns(TypeInformation.of(Long.class))
                .uid("count-per-pair")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
    }

    private static Integer told(CooccurrenceEdges row) {
        Tally.degree(row.itemId(), row.degree());
        return row.neighbours().size();
    }

    private static Integer told(CoOccurrences value) {
        Tally.weight(value.pairs().weights());
        return value.pairs().earlier().length;
    }

    private static final class BothEnds implements FlatMapFunction<CoOccurrences, CoOccurrences> {

        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(CoOccurrences value, Collector<CoOccurrences> out) {
            Pairs pairs = value.pairs();
            for (int i = 0; i < pairs.earlier().length; i++) {
                out.collect(half(pairs.itemId(), pairs.earlier()[i], pairs.weights()[i], value));
                out.collect(half(pairs.earlier()[i], pairs.itemId(), pairs.weights()[i], value));
            }
        }

        private static CoOccurrences half(String end, String other, double weight, CoOccurrences value) {
            return new CoOccurrences(
                    new Pairs(end, new String[] {other}, new double[] {weight}, value.pairs().time()),
                    value.countedAt());
        }
    }
}
