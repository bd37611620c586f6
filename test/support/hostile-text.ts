import fc from "fast-check";

/** Texts of what a format may take for its own: markup, escapes, ends of lines, control characters, halves of pairs. */
export const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ..."<>&\"'%:,;=\\`|\n\r\t a.é日😀\u0000\u0007\u001b\u007f\u0085\u2028\u202e\ud800\udfff\ufffe\uffff",
    ),
    fc.constantFrom("]]>", "<![CDATA[", "-->", "<?", "&lt;", "&#0;", "%0A", "%25", "::", "##["),
    fc.string({ unit: "binary", minLength: 1, maxLength: 2 }),
  ),
  minLength: 1,
  maxLength: 12,
});
