# Installs the packages named as arguments. Debian's packages start their services when they are installed; the tests start
# servers of their own, so a policy forbids that for the time of the installation and the machine's own policy is put back.
set -eu
policy=/usr/sbin/policy-rc.d
kept=$(mktemp)
had=no
restore() {
  if [ "$had" = yes ]; then cp -p "$kept" "$policy"; else rm -f "$policy"; fi
  rm -f "$kept"
}
if [ -e "$policy" ] && ! grep -q 'rhizome: while its tests are set up' "$policy"; then
  cp -p "$policy" "$kept"
  had=yes
fi
trap restore EXIT
trap 'exit 130' INT TERM HUP
printf '#!/bin/sh\n# rhizome: while its tests are set up\nexit 101\n' > "$policy"
chmod 755 "$policy"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -qq -y --no-install-recommends "$@" </dev/null
