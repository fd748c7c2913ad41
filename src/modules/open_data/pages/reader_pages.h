// Readers' own pages: requests and remarks with their answers, following by e-mail, what an agency or a domain publishes, figures
// of the whole portal.
#pragma once

#include <map>

#include "modules/open_data/domain/catalogue.h"
#include "modules/open_data/domain/readers.h"
#include "modules/open_data/domain/vocabulary.h"
#include "web/html.h"

namespace dongson::open_data {

struct RemarksView {
    std::vector<Remark> answered;
    std::map<std::int64_t, std::pair<std::string, std::string>> datasets;  // slug and title by id, of those that are about one
    std::int64_t unanswered = 0;
    Remark typed;
    std::string about_slug, about_title;  // the dataset the form is about
    bool sent = false;
    Refusals faults;
};
web::Html RemarksPage(const RemarksView& view);
// One remark as readers see it.
web::Html RemarkItem(const Remark& remark);

struct AnswerView {
    Remark remark;
    std::string about;
    Refusals faults;
};
web::Html AnswerPage(const AnswerView& view);

enum class FollowStep : unsigned char { sent, confirm, confirmed, ended };
struct FollowView {
    FollowStep step = FollowStep::sent;
    std::string title, token;
};
web::Html FollowPage(const FollowView& view);

// All that an agency, or a domain, publishes.
struct PublisherView {
    std::string name, notes, feed, kind;
    std::vector<Listed> datasets;
    std::vector<std::pair<std::string, Date>> late;  // slugs of datasets that are late, since when
};
web::Html PublisherPage(const PublisherView& view);

struct StatisticsView {
    std::int64_t datasets = 0, tables = 0, rows = 0, late = 0;
    std::vector<std::pair<std::string, std::int64_t>> by_domain, by_agency, by_format, by_licence;
    std::vector<std::pair<Listed, std::int64_t>> most_read;
    std::vector<std::pair<std::string, std::int64_t>> by_month;  // readers, the newest month first
};
web::Html StatisticsPage(const StatisticsView& view);

}  // namespace dongson::open_data
