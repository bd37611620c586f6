# Types lines into an interactive zsh, each with a tab behind it, and prints what that tells.
zmodload zsh/zpty
zpty -b inner zsh -f -i

# Prints what is told until the end of an answer; 20 seconds at most.
answer() {
  local text= piece=
  integer tries
  for (( tries = 0; tries < 400; tries++ )); do
    while zpty -r -t inner piece 2>/dev/null; do text+=$piece; done
    [[ $text == *$'\x02end'* ]] && break
    sleep 0.05
  done
  # The terminal ends lines with a carriage return, too.
  print -r -- "${text//$'\r'/}" | sed -n $'s/.*\x02//p'
}

zpty -w inner "source ${(q)1}"
answer >/dev/null
for line in "${@[2,-1]}"; do
  zpty -w -n inner "$line"$'\t'
  answer
done
zpty -d inner
