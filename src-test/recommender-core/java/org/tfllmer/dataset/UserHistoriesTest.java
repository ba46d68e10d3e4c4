/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserHistoriesTest {

    private static final DatasetFolder TEA_SHOP = DatasetFolder.open(DatasetFolders.teaShop());

    @Test
    void eachUserHasTheItemsOfTheCatalogueInTheOrderOfTheLog() {
        UserHistories histories = UserHistories.read(TEA_SHOP, interaction -> true);
        assertThat(histories.interactions()).isEqualTo(5);
        assertThat(histories.all()).hasSize(3);
        assertThat(histories.all().get(0)).containsExactly(index("assam"), index("green, loose"), index("kettle"));
    }

    @Test
    void whatDoesNotCountIsLeftOut() {
        UserHistories views = UserHistories.read(TEA_SHOP, interaction -> interaction.type().equals("click"));
        assertThat(views.all()).hasSize(1);
        assertThat(views.all().get(0)).containsExactly(index("green, loose"));
    }

    @Test
    void theLastItemsOfEachMayBeLeftOut() {
        UserHistories known = UserHistories.read(TEA_SHOP, interaction -> true).withoutLast(1);
        assertThat(known.all()).extracting(history -> history.length).containsExactly(2, 0, 0);
    }

    private static int index(String item) {
        return TEA_SHOP.items().stream().map(CatalogueItem::id).toList().indexOf(item);
    }
}
