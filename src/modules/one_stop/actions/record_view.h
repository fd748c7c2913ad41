// Who saw a person's record is written down before the record is shown, and the person can read it.
#pragma once

#include <string>

#include "modules/one_stop/domain/dossier.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::one_stop {

void RecordView(const Platform& platform, const identity::Officer& officer, const Dossier& dossier, const std::string& why);

// A part of a dossier's page belongs to the view of the page, for ten minutes; asked for by itself, it is a view of its own.
void RecordViewOfPart(const Platform& platform, const identity::Officer& officer, const Dossier& dossier, const std::string& why);

}  // namespace dongson::one_stop
