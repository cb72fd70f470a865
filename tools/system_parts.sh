#!/bin/sh
# What Python packages cannot bring: Pango and a font for PDF (and, for later pages, a browser).
# Installed where that can be done without asking for a password; otherwise it is said, and HTML works all the same.
set -u
PATH="$PATH:/usr/sbin:/sbin" # where ldconfig lives
has_pango() { ldconfig -p 2>/dev/null | grep -q 'libpangoft2-1.0' ; }
if has_pango; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Pango and a font from Debian's packages (for PDF)."
  (apt-get update -qq && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
    libharfbuzz-subset0 fonts-dejavu-core) >/dev/null 2>&1 && exit 0
fi
echo "PDF needs the library Pango; on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core. HTML works without it." >&2
exit 0
