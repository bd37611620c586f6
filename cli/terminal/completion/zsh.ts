/** The completion script for zsh. It evaluates nothing that the user types. */
export const ZSH_SCRIPT = String.raw`#compdef apono-connector
# zsh completion for apono-connector
_apono-connector() {
  local answer value
  local -a given answers plain described nospace
  # The words without quotes: (Q) removes quotes and evaluates nothing.
  given=("\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}")
  answers=("\${(@f)$(apono-connector complete -- "\${given[@]}" 2>/dev/null)}")
  # For --option=value, complete only the value.
  [[ $PREFIX == --*=* ]] && compset -P 1 '*='
  for answer in "\${answers[@][1,-2]}"; do
    value="\${answer%%$'\t'*}"
    # A value follows.
    [[ $value == *= ]] && nospace=(-S '')
    if [[ $answer == *$'\t'* ]]; then
      described+=("\${value//:/\\:}:\${answer#*$'\t'}")
    else
      plain+=("$value")
    fi
  done
  (( $#described )) && _describe 'apono-connector' described "\${nospace[@]}"
  (( $#plain )) && compadd "\${nospace[@]}" -a plain
  [[ $answers[-1] == :0 ]] && _files
  return 0
}
if [[ $funcstack[1] == _apono-connector ]]; then
  _apono-connector "$@"
else
  compdef _apono-connector apono-connector
fi`.replaceAll("\\${", "${");
