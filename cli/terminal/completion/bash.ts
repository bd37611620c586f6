/** The completion script for bash 3.2 and later. It needs no other tool, and evaluates nothing that the user types. */
export const BASH_SCRIPT = String.raw`# bash completion for apono-connector
_apono_connector() {
  local word line cur="\${COMP_WORDS[COMP_CWORD]}" tab=$'\t'
  local -a words=()
  # bash splits --option=value into three words.
  [ "$cur" = "=" ] && cur=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [ "$word" = "=" ] || words+=("$word")
  done
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :0)
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
        ;;
      :*) ;;
      *) COMPREPLY+=("\${line%%"$tab"*}") ;;
    esac
  done < <(apono-connector complete -- \${words[@]+"\${words[@]}"} "$cur" 2>/dev/null)
  # A value follows.
  case "\${COMPREPLY[0]-}" in *=) compopt -o nospace 2>/dev/null ;; esac
}
complete -F _apono_connector apono-connector`.replaceAll("\\${", "${");
