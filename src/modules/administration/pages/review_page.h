// The yearly review: who may what, whether they still come in, and when somebody last looked it over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/administration/storage/review_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/organisation/directory.h"
#include "web/html.h"

namespace dongson::administration {

inline constexpr int kReviewDays = 365;

// One post of today or to come, of an account that is open.
struct ReviewLine {
    identity::StaffStore::Post post;
    std::string login, name, unit;
    std::vector<std::string> capabilities;  // in words
    bool of_weight = false;                 // signs or administrates
    std::optional<Instant> came_in;         // none: not since it is written down
    std::optional<PostReview> reviewed;
    bool due = false;  // held for a year without anybody's having looked it over
};

struct ReviewedUnit {
    UnitId unit;
    std::string name;
    std::size_t posts = 0, due = 0;
};
struct ReviewView {
    std::vector<ReviewedUnit> units;  // those with most that is due first
    std::size_t posts = 0, due = 0;
};
web::Html ReviewPage(const ReviewView& view);

struct UnitReviewView {
    UnitId unit;
    std::string name;
    std::vector<ReviewLine> lines;  // of the page
    int page = 1, pages = 1;
    AccountId reader;                            // whose own posts somebody else looks over
    std::string digest;                          // of what is shown: who agrees to it agrees to this
    std::size_t kept = 0, ended = 0, asked = 0;  // what was just done
    Refusals faults;
};
web::Html UnitReviewPage(const UnitReviewView& view);

// Of all that stands in these lines.
std::string ReviewDigest(const std::vector<ReviewLine>& lines);
std::string ReviewCsv(const std::vector<ReviewLine>& lines);
void WriteReviewBook(const std::vector<ReviewLine>& lines, const std::string& path);

}  // namespace dongson::administration
