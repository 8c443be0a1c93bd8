package sla.evaluator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    @Test
    void highestRevisionCounts() {
        assertThat(resolve(key(1, A), key(3, B), key(2, A)).effective()).contains(key(3, B));
    }

    @Test
    void sameRevisionTwiceChangesNothing() {
        Resolution resolution = resolve(key(1, A), key(1, A));
        assertThat(resolution.effective()).contains(key(1, A));
        assertThat(resolution.conflicts()).isEmpty();
    }

    @Test
    void revisionWithTwoContentsIsVoidInEitherOrderAndTheNextLowerCounts() {
        for (Resolution resolution :
                List.of(resolve(key(1, A), key(2, A), key(2, B)), resolve(key(2, B), key(2, A), key(1, A)))) {
            assertThat(resolution.effective()).contains(key(1, A));
            assertThat(resolution.conflicts()).containsExactly(2L);
        }
    }

    @Test
    void nothingCountsWhileEveryRevisionIsInConflict() {
        assertThat(resolve(key(1, A), key(1, B)).effective()).isEmpty();
        assertThat(resolve().effective()).isEmpty();
    }

    @Test
    void higherRevisionSettlesAConflict() {
        assertThat(resolve(key(1, A), key(1, B), key(2, B)).effective()).contains(key(2, B));
    }

    @Test
    void sameContentUnderTwoRevisionsIsNoConflict() {
        assertThat(resolve(key(1, A), key(2, A)).effective()).contains(key(2, A));
        assertThat(resolve(key(1, A), key(2, A)).conflicts()).isEmpty();
    }

    private static Resolution resolve(ContentKey... keys) {
        return new Resolution(List.of(keys));
    }

    private static ContentKey key(long revision, UUID hash) {
        return new ContentKey(revision, hash);
    }
}
