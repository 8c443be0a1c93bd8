package sla.bench.garbage;

import static sla.model.event.RejectionCode.CONTRADICTION;
import static sla.model.event.RejectionCode.EMPTY;
import static sla.model.event.RejectionCode.INVALID_VALUE;
import static sla.model.event.RejectionCode.IN_FUTURE;
import static sla.model.event.RejectionCode.MISSING_FIELD;
import static sla.model.event.RejectionCode.NEGATIVE_DURATION;
import static sla.model.event.RejectionCode.NOT_JSON;
import static sla.model.event.RejectionCode.REVISION_KIND;
import static sla.model.event.RejectionCode.SOURCE_MISMATCH;
import static sla.model.event.RejectionCode.TOO_LARGE;
import static sla.model.event.RejectionCode.TOO_OLD;
import static sla.model.event.RejectionCode.UNKNOWN_SPEC_VERSION;
import static sla.model.event.RejectionCode.UNKNOWN_TYPE;
import static sla.model.event.RejectionCode.UNKNOWN_VERSION;
import static sla.model.event.RejectionCode.VENDOR_NOT_ALLOWED;
import static sla.model.event.RejectionCode.WRONG_TYPE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import sla.model.event.RejectionCode;

/**
 * What is odd about a message, and what must come of it: the codes of all its reasons, by the rules of docs/events.md, or
 * none where it must be accepted. The heavy ones cost much to send or to read, and are rare.
 */
enum Kind {
    NO_VALUE(Place.ANYWHERE, EMPTY),
    NO_BYTES(Place.ANYWHERE, EMPTY),
    BLANKS(Place.ANYWHERE, NOT_JSON),
    RANDOM_BYTES(Place.ANYWHERE, NOT_JSON),
    CUT_OFF(Place.ANYWHERE, NOT_JSON),
    CUT_CHARACTER(Place.ANYWHERE, NOT_JSON),
    BROKEN_UTF8(Place.ANYWHERE, NOT_JSON),
    LATIN1(Place.ANYWHERE, NOT_JSON),
    UTF16(Place.ANYWHERE, NOT_JSON),
    BYTE_ORDER_MARK(Place.ANYWHERE, NOT_JSON),
    DEEP_ARRAYS(Place.ANYWHERE, NOT_JSON),
    DEEP_OBJECTS(Place.ANYWHERE, NOT_JSON),
    MANY_DIGITS(Place.ANYWHERE, NOT_JSON),
    ENDLESS_EXPONENT(Place.ANYWHERE, NOT_JSON),
    NAME_TWICE(Place.ANYWHERE, NOT_JSON),
    TWO_DOCUMENTS(Place.ANYWHERE, NOT_JSON),
    NO_OBJECT(Place.ANYWHERE, NOT_JSON),
    RAW_CONTROL_CHARACTER(Place.ANYWHERE, NOT_JSON),
    NO_NUMBER(Place.ANYWHERE, NOT_JSON),
    LARGE(Place.ANYWHERE, true, TOO_LARGE),
    BOMB(Place.ANYWHERE, true, TOO_LARGE),

    EMPTY_OBJECT(Place.CONTACTS, MISSING_FIELD),
    EMPTY_DATA(Place.CONTACTS, MISSING_FIELD),
    NULL_DATA(Place.CONTACTS, MISSING_FIELD),
    DATA_NO_OBJECT(Place.CONTACTS, WRONG_TYPE),
    WRONG_TYPES(Place.CONTACTS, WRONG_TYPE),
    NUMBER_AS_TIME(Place.CONTACTS, WRONG_TYPE),
    NO_TIME(Place.CONTACTS, INVALID_VALUE),
    LONG_AGO(Place.CONTACTS, TOO_OLD),
    FAR_AHEAD(Place.CONTACTS, IN_FUTURE),
    LONG_NAME(Place.CONTACTS, INVALID_VALUE),
    GIANT_NAME(Place.CONTACTS, true, INVALID_VALUE),
    CONTROL_CHARACTER(Place.CONTACTS, INVALID_VALUE),
    LONE_SURROGATE(Place.CONTACTS, INVALID_VALUE),
    HUGE_NUMBER(Place.CONTACTS, INVALID_VALUE),
    HUGE_NEGATIVE(Place.CONTACTS, NEGATIVE_DURATION),
    TINY_FRACTION(Place.CONTACTS, WRONG_TYPE),
    HUGE_REVISION(Place.CONTACTS, INVALID_VALUE),
    REVISION_AS_TIME(Place.CONTACTS, REVISION_KIND),
    OTHER_ENVELOPE(Place.CONTACTS, UNKNOWN_SPEC_VERSION),
    TYPE_WITH_NUL(Place.CONTACTS, UNKNOWN_TYPE),
    LATER_VERSION(Place.CONTACTS, UNKNOWN_VERSION),
    SOURCE_WITH_NUL(Place.CONTACTS, SOURCE_MISMATCH),
    VENDOR_WITH_MARKUP(Place.CONTACTS, VENDOR_NOT_ALLOWED),
    PARTS_OF_NOBODY(Place.CONTACTS, CONTRADICTION),
    EVERYTHING_AT_ONCE(
            Place.CONTACTS,
            UNKNOWN_SPEC_VERSION,
            SOURCE_MISMATCH,
            VENDOR_NOT_ALLOWED,
            REVISION_KIND,
            INVALID_VALUE,
            WRONG_TYPE,
            IN_FUTURE,
            NEGATIVE_DURATION,
            MISSING_FIELD),

    NO_KEY(Place.CONTACTS),
    HUGE_KEY(Place.CONTACTS, true),
    MANY_HEADERS(Place.CONTACTS, true),
    HUGE_HEADER(Place.CONTACTS, true),
    UNKNOWN_FIELDS(Place.CONTACTS),
    COLLIDING_NAMES(Place.CONTACTS, true),
    GIANT_UNKNOWN_FIELD(Place.CONTACTS, true),
    IGNORED_EXPONENT(Place.CONTACTS),
    IGNORED_CONTROL_CHARACTERS(Place.CONTACTS),
    ALL_ESCAPED(Place.CONTACTS),
    ODD_BUT_RIGHT_NAMES(Place.CONTACTS),
    LONGEST_ID(Place.CONTACTS),
    ODD_BUT_RIGHT_TIME(Place.CONTACTS),
    OLD_MONTHS(Place.CONTACTS),
    RETRACTION_OF_NOTHING(Place.CONTACTS),
    FAR_MEASURE(Place.DECLARED);

    /** Where it makes sense: the same message is something else elsewhere. */
    enum Place {
        /** Every input topic, also that of a source that nobody registered. */
        ANYWHERE,
        /** Sources that send contacts. */
        CONTACTS,
        /** The source that may send everything. */
        DECLARED
    }

    private final Place place;
    private final boolean heavy;

    @SuppressWarnings("ImmutableEnumChecker") // it cannot be changed
    private final Set<RejectionCode> codes;

    Kind(Place place, RejectionCode... codes) {
        this(place, false, codes);
    }

    Kind(Place place, boolean heavy, RejectionCode... codes) {
        this.place = place;
        this.heavy = heavy;
        EnumSet<RejectionCode> all = EnumSet.noneOf(RejectionCode.class);
        Collections.addAll(all, codes);
        this.codes = Collections.unmodifiableSet(all);
    }

    Place place() {
        return place;
    }

    boolean heavy() {
        return heavy;
    }

    /** None: it must be accepted. */
    Set<RejectionCode> codes() {
        return codes;
    }
}
