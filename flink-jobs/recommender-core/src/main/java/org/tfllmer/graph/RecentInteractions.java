/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;
import java.util.List;

/**
 * The last interaction with each of a user's last distinct items, newest first: at most {@code limit} of them.
 * An item that comes back moves to the front and is not its own neighbour.
 */
public final class RecentInteractions {

    /** No number has been given to the item. */
    static final int NO_NUMBER = -1;

    /** The newest last. */
    private final UserEvent[] events;
    private final int[] numbers;
    private int size;

    public RecentInteractions(int limit) {
        events = new UserEvent[limit];
        numbers = new int[limit];
    }

    private RecentInteractions(RecentInteractions other) {
        events = other.events.clone();
        numbers = other.numbers.clone();
        size = other.size;
    }

    public RecentInteractions copy() {
        return new RecentInteractions(this);
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** @param place 0 is the newest */
    public UserEvent get(int place) {
        return events[size - 1 - place];
    }

    public List<UserEvent> oldestFirst() {
        return List.of(Arrays.copyOf(events, size));
    }

    /** The number that was given to the item of a place; {@link #NO_NUMBER} if none was. */
    int number(int place) {
        return numbers[size - 1 - place];
    }

    void number(int place, int number) {
        numbers[size - 1 - place] = number;
    }

    /** Takes back all numbers. */
    void forgetNumbers() {
        Arrays.fill(numbers, NO_NUMBER);
    }

    public void add(UserEvent event) {
        add(event, NO_NUMBER);
    }

    /** The interaction joins if its weight is above 0. */
    void add(UserEvent event, int number) {
        if (event.weight() <= 0) {
            return;
        }
        makeRoom(event.itemId());
        events[size] = event;
        numbers[size++] = number;
    }

    private void makeRoom(String itemId) {
        int at = 0;
        while (at < size && !events[at].itemId().equals(itemId)) {
            at++;
        }
        if (at < size) {
            remove(at);
        } else if (size == events.length) {
            remove(0);
        }
    }

    private void remove(int at) {
        size--;
        System.arraycopy(events, at + 1, events, at, size - at);
        System.arraycopy(numbers, at + 1, numbers, at, size - at);
    }
}
