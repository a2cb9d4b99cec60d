package dev.reprise.simulators.cycles;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.regex.Pattern;

/** Kinds of Armv7-M instructions that timing tables tell apart. A mnemonic belongs to the first whose pattern it matches. */
public enum InstructionClass {
  @JsonProperty("fp_load_multiple")
  FP_LOAD_MULTIPLE("v(ldm|pop).*"),
  @JsonProperty("fp_store_multiple")
  FP_STORE_MULTIPLE("v(stm|push).*"),
  @JsonProperty("fp_load")
  FP_LOAD("vldr.*"),
  @JsonProperty("fp_store")
  FP_STORE("vstr.*"),
  @JsonProperty("fp_accumulate")
  FP_ACCUMULATE("v(n?ml[as]|fn?m[as]).*"),
  @JsonProperty("fp_divide")
  FP_DIVIDE("v(div|sqrt).*"),
  @JsonProperty("fp_move")
  FP_MOVE("v(mov|mrs|msr).*"),
  @JsonProperty("fp_arithmetic")
  FP_ARITHMETIC("v.*"),
  @JsonProperty("load_double")
  LOAD_DOUBLE("ldrd.*"),
  @JsonProperty("store_double")
  STORE_DOUBLE("strd.*"),
  @JsonProperty("load_multiple")
  LOAD_MULTIPLE("(ldm|pop).*"),
  @JsonProperty("store_multiple")
  STORE_MULTIPLE("(stm|push).*"),
  @JsonProperty("load")
  LOAD("ldr.*"),
  @JsonProperty("store")
  STORE("str.*"),
  @JsonProperty("branch")
  BRANCH("b(eq|ne|cs|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|al|hs|lo)?|cbn?z"),
  @JsonProperty("call")
  CALL("(bl|blx|bx)(eq|ne|cs|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|hs|lo)?"),
  @JsonProperty("table_branch")
  TABLE_BRANCH("tb[bh]"),
  @JsonProperty("if_then")
  IF_THEN("it[te]*"),
  @JsonProperty("divide")
  DIVIDE("[su]div.*"),
  @JsonProperty("multiply")
  MULTIPLY("(mul|ml[as]|smul|sml[as]|smm|smu[as]d|umull|umlal|umaal).*"),
  /** Work of the one ALU that has the DSP extension. */
  @JsonProperty("simd")
  SIMD("([qsu](add|sub)|sel|pkh|[su]sat|sxtb16|sxtab).*"),
  @JsonProperty("integer")
  INTEGER(".*");

  private final Pattern mnemonics;

  InstructionClass(String mnemonics) {
    this.mnemonics = Pattern.compile(mnemonics);
  }

  /** @param mnemonic as objdump prints it, without {@code .n}, {@code .w} or type */
  static InstructionClass of(String mnemonic) {
    for (InstructionClass c : values()) {
      if (c.mnemonics.matcher(mnemonic).matches()) {
        return c;
      }
    }
    throw new IllegalStateException("the last pattern matches everything");
  }

  boolean isMultiple() {
    return this == LOAD_MULTIPLE || this == STORE_MULTIPLE || this == FP_LOAD_MULTIPLE || this == FP_STORE_MULTIPLE;
  }

  boolean isLoad() {
    return this == LOAD || this == LOAD_DOUBLE || this == LOAD_MULTIPLE || this == FP_LOAD || this == FP_LOAD_MULTIPLE;
  }

  boolean isStore() {
    return this == STORE || this == STORE_DOUBLE || this == STORE_MULTIPLE || this == FP_STORE || this == FP_STORE_MULTIPLE;
  }

  /** As in timing tables and reports. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
