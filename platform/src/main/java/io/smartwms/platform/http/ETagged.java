package io.smartwms.platform.http;

/** Has an entity tag: it changes whenever what is shown of this changes. */
public interface ETagged {

    /** A strong entity tag with its quotes, as the {@code ETag} header has it. */
    String eTag();
}
