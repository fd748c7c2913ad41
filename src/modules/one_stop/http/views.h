// From what the store holds to what pages show; shared by the handlers of this folder.
#pragma once

#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/official_forms.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/pages/figures_page.h"
#include "modules/one_stop/pages/public_pages.h"
#include "modules/one_stop/pages/tracking_page.h"
#include "modules/one_stop/storage/figure_store.h"
#include "platform/desk/case_files.h"
#include "platform/identity/audience.h"

namespace dongson::one_stop {

using desk::FileResponse;
using desk::KeepUploads;
using desk::PictureResponse;
using identity::AnyRequest;
using identity::CitizenRequest;
using identity::OfficerRequest;
using web::NoStore;

TrackingView TrackingViewOf(const Platform& platform, Dossier dossier, std::vector<Happening> happenings);
std::map<UnitId, std::string> UnitNames(const Platform& platform, const Dossier& dossier,
                                        const std::vector<Happening>& happenings);

// Whether that paper of the dossier is its result: by the form, or by the number of the paper as it was issued.
bool IsResult(const Platform& platform, const Dossier& dossier, std::string_view form);
// The PDF of a paper, by its id or the newest of its form. Officers also see the draft of a result that is to be approved.
enum class FormReader : unsigned char { applicant, officer };
web::Response FormResponse(const Platform& platform, std::string_view code, std::string_view form, FormReader reader);
// This year so far as it is told: of the whole province what everybody may know, of an officer's own unit the exact numbers too.
FiguresView FiguresOf(const Platform& platform, std::optional<UnitId> own);

// Rows of procedures of one page of a search.
SearchView SearchProcedures(const Platform& platform, const web::Request& request, int rows_per_page);

// Guessing four digits must not be worth while: an address has some wrong guesses a minute, on the page and the machine interface
// together, and so has a dossier from everywhere. Right ones cost nothing.
bool MayGuess(const AnyRequest& request, std::string_view code);
Refusal TooManyGuesses(std::string_view field);

// A dossier by its code and the last four digits; counts a wrong guess. A wrong code and wrong digits look alike.
std::optional<TrackingView> FindTracked(const AnyRequest& request, std::string_view code, std::string_view last_four);

}  // namespace dongson::one_stop
