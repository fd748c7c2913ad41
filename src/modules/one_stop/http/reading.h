// A dossier as someone may read it, the same for pages and for programs.
#pragma once

#include "modules/one_stop/http/views.h"
#include "modules/one_stop/pages/dossier_pages.h"
#include "modules/one_stop/pages/office_pages.h"

namespace dongson::one_stop {

// The citizen's own dossier the address names, or nothing: another's does not exist for them.
std::optional<Dossier> Mine(const CitizenRequest& request, storage::Transaction& tx);
std::optional<Dossier> Mine(const CitizenRequest& request);
std::optional<MyDossierView> MyViewOf(const CitizenRequest& request);

// The dossier the address names if the officer may read it; nothing otherwise.
std::optional<Dossier> Readable(const OfficerRequest& request, storage::Transaction& tx);
bool IsReadable(const OfficerRequest& request);
// What has happened to it as this officer reads it, with what was sent along.
std::vector<Happening> HappeningsFor(const OfficerRequest& request, storage::Transaction& tx, const Dossier& dossier);
std::optional<OfficeDossierView> OfficeViewOf(const OfficerRequest& request);

}  // namespace dongson::one_stop
