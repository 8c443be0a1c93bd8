package sla.ingest.rejection;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

record RejectionPage(
        List<RejectionView> items,

        @Schema(description = "Cursor of the next page; absent on the last") @Nullable
        String next) {

    /** Makes the page from one item more than its size, if there is one. */
    static RejectionPage of(List<RejectionView> found, int size) {
        if (found.size() <= size) {
            return new RejectionPage(found, null);
        }
        List<RejectionView> items = List.copyOf(found.subList(0, size));
        return new RejectionPage(items, RejectionCursor.of(items.getLast()).toString());
    }
}
