package app.rapport.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Numbers in addresses are plain digits, so that each thing has one address: Spring would read `0x10`, `+16` and ` 16` as well.
@RestControllerAdvice
class WholeNumbers {

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");

    @InitBinder
    void read(WebDataBinder binder) {
        binder.registerCustomEditor(long.class, new Reader());
        binder.registerCustomEditor(Long.class, new Reader());
    }

    /// @throws NumberFormatException when it is none, or too large
    static long parse(String text) {
        if (!DIGITS.matcher(text).matches()) throw new NumberFormatException(text);
        return Long.parseLong(text);
    }

    private static final class Reader extends PropertyEditorSupport {
        @Override
        public void setAsText(String text) {
            setValue(parse(text));
        }
    }
}
