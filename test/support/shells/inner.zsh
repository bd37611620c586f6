# Read by the interactive zsh: completion as a user has it, which tells what it offers and what it writes.
PS1=
autoload -Uz compinit && compinit -u -D
source <(apono-connector complete zsh)

compadd() {
  # Helpers ask with these what would match, and offer nothing.
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a matches
  builtin compadd -O matches "$@"
  (( $#matches )) && print -rl -- $'\x02offered '$^matches
  builtin compadd "$@"
}

tell() {
  zle complete-in-place
  print -r -- $'\x02line '"$BUFFER"
  print -r -- $'\x02end'
  BUFFER=
}
zle -C complete-in-place complete-word _main_complete
zle -N tell
bindkey '^I' tell
print -r -- $'\x02end'
