# What the Debian package holds; deploy/package.sh makes the pages beside the program, names the version and calls CPack.
set(made ${CMAKE_BINARY_DIR}/package)
set(given ${CMAKE_SOURCE_DIR}/deploy/package)
set(documents usr/share/doc/dongson)
install(TARGETS dongson RUNTIME DESTINATION usr/bin)
install(FILES ${given}/dongson.service DESTINATION lib/systemd/system)
install(FILES ${given}/dongson.yaml DESTINATION etc/dongson)
install(FILES ${given}/logrotate DESTINATION etc/logrotate.d RENAME dongson)
install(FILES ${made}/dongson.1.gz DESTINATION usr/share/man/man1)
install(FILES ${made}/copyright ${made}/changelog.gz ${made}/changelog.Debian.gz DESTINATION ${documents})
install(FILES ${made}/lintian-overrides DESTINATION usr/share/lintian/overrides RENAME dongson)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/operators DESTINATION ${documents})
install(FILES ${CMAKE_SOURCE_DIR}/deploy/nginx.conf ${CMAKE_SOURCE_DIR}/deploy/haproxy.cfg ${given}/low-ports.conf DESTINATION ${documents}/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dongson)
set(CPACK_PACKAGING_INSTALL_PREFIX /)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Đông Sơn <dongson@thanhhoa.example>" CACHE STRING "Who answers for the package")
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# Libraries as the linker found them; besides, what is started as a process, and who else it may trust.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "adduser, ca-certificates, poppler-utils, libgdk-pixbuf2.0-bin, heif-gdk-pixbuf, webp-pixbuf-loader")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS logrotate)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx | haproxy, clamav-daemon, postgresql")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "digital government of a province
Public services, the electronic one-stop, open data and a security operations
centre in one program, with a public ledger of every step. Data lies in one
folder (SQLite) or in PostgreSQL.
.
The service listens on 127.0.0.1:8080, for a proxy that speaks TLS; its
settings lie in /etc/dongson/dongson.yaml. Neither removing nor purging the
package deletes /var/lib/dongson.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${given}/postinst;${given}/prerm;${given}/postrm;${made}/conffiles")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
