#!/usr/bin/env bash
# Makes the Debian package of what build/release holds, into build/package. VERSION names it; without one the moment of the commit does, for the
# program bears no number yet.
set -euo pipefail
cd "$(dirname "$0")/.."
program=build/release/dongson made=build/release/package to=build/package
version=${VERSION:-0.$(TZ=UTC git show -s --date=format-local:%Y%m%d.%H%M%S --format=%cd)-1}
moment=$(git show -s --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH=$moment # the same commit makes the same package
mkdir -p $made $to

python3 deploy/package/man_page.py $program "$version" | gzip -9n >$made/dongson.1.gz
gzip -9nc CHANGELOG.md >$made/changelog.gz
maintainer=$(sed -n 's/^CPACK_DEBIAN_PACKAGE_MAINTAINER:STRING=//p' build/release/CMakeCache.txt)
gzip -9n >$made/changelog.Debian.gz <<END
dongson ($version) bookworm; urgency=medium

  * What changed stands in changelog.gz.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$moment")
END
{
  cat deploy/package/copyright
  printf '\n---- European Union Public Licence 1.2\n\n' && cat LICENSE
  printf '\n---- Be Vietnam Pro\n\n' && cat node_modules/@fontsource/be-vietnam-pro/LICENSE
  printf '\n---- Liberation\n\n' && cat /usr/share/doc/fonts-liberation2/copyright
  printf '\n---- Detection Rule License 1.1\n\n' && python3 -c 'import sys, zipfile; sys.stdout.write(zipfile.ZipFile("data/soc/sigmahq.zip").read("LICENSE").decode())'
} >$made/copyright
printf '/etc/%s\n' dongson/dongson.yaml logrotate.d/dongson >$made/conffiles
cp deploy/package/lintian-overrides $made/lintian-overrides

# Umask of whoever builds, owners of the tree: a package has its own.
umask 022
(cd build/release && cpack -G DEB -D CPACK_PACKAGE_VERSION="$version" -D CPACK_DEBIAN_PACKAGE_VERSION="$version" -B "$OLDPWD/$to" >package/cpack.log 2>&1) || { cat $made/cpack.log; exit 1; }
rm -rf $to/_CPack_Packages
echo "$to/dongson_${version}_$(dpkg --print-architecture).deb"
