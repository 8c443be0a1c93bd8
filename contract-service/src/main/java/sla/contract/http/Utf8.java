package sla.contract.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from bytes without guessing: broken UTF-8 is refused, a byte order mark is dropped. */
public final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Utf8() {}

    public static String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Problems.malformed("The body is not UTF-8 text. Save the file as UTF-8 and send it again.");
        }
    }
}
