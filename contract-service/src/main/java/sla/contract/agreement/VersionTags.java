package sla.contract.agreement;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import sla.runtime.http.ContentTag;

/**
 * The entity tags of a version, one for each form it is read in. They are made of what was read and not of a number
 * that starts anew when a draft is deleted and written again: such a number would let somebody activate a document that
 * they have never seen.
 */
record VersionTags(String json, String yaml) {
    static VersionTags of(AgreementVersionEntity version) {
        // No text in the database holds the character 0, so no two versions make the same bytes.
        String state = version.status.name() + '\0' + version.document + '\0' + version.original;
        String tag = ContentTag.of(state.getBytes(StandardCharsets.UTF_8));
        return new VersionTags(tag + "-json", tag + "-yaml");
    }

    Set<String> both() {
        return Set.of(json, yaml);
    }
}
