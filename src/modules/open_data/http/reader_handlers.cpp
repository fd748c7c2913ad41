#include <algorithm>

#include "core/collation.h"
#include "core/text.h"
#include "modules/open_data/actions/describe.h"
#include "modules/open_data/actions/serve_readers.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/description.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/metadata/feeds.h"
#include "modules/open_data/pages/reader_pages.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/reader_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"
#include "web/page_scope.h"

namespace dongson::open_data {

namespace {

constexpr int kShownRemarks = 50;
constexpr int kSharedSeconds = 30;

web::Response Shared(web::Response response, const AnyRequest& request) {
    if (!request.visitor) response.shared_seconds = kSharedSeconds;
    return response;
}

web::Response Remarks(const AnyRequest& request, RemarksView view) {
    const auto slug =
        request.http.method == web::Method::post ? std::string(request.http.form.Value("bo")) : request.http.Asked("bo");
    request.platform.storage.Read([&](storage::Transaction& tx) {
        ReaderStore readers(tx);
        CatalogueStore catalogue(tx);
        const auto about = slug.empty() ? std::nullopt : catalogue.GetBySlug(slug);
        if (about && about->state == DatasetState::published) {
            view.about_slug = about->slug;
            view.about_title = about->title;
        }
        view.answered = about ? readers.AnsweredOf(about->id, kShownRemarks) : readers.Answered(kShownRemarks);
        view.unanswered = readers.Unanswered();
        for (const auto& remark : view.answered)
            if (const auto dataset = about || !remark.dataset ? std::nullopt : catalogue.Get(remark.dataset))
                view.datasets[remark.dataset.value] = {dataset->slug, dataset->title};
        return true;
    });
    const int status = view.faults.empty() ? 200 : 422;
    return web::Page(RemarksPage(view), status);
}

std::vector<Listed> ListedWhere(Portal& portal, Facet facet, const std::string& value) {
    return portal.Read([&](const Catalogue& catalogue) {
        CatalogueQuery query{.order = CatalogueOrder::changed, .limit = 1000};
        query.chosen[static_cast<std::size_t>(facet)] = {value};
        std::vector<Listed> listed;
        const auto answer = catalogue.Search(query);
        listed.reserve(answer.page.size());
        for (const auto* each : answer.page) listed.push_back(*each);
        return listed;
    });
}

void FindLate(const AnyRequest& request, PublisherView& view) {
    const auto today = request.platform.clock.Now().LocalDate();
    request.platform.storage.Read([&](storage::Transaction& tx) {
        CatalogueStore catalogue(tx);
        for (const auto& listed : view.datasets) {
            const auto newest = catalogue.NewestOf(listed.id);
            const auto dataset = catalogue.Get(listed.id);
            if (const auto late = dataset && newest.ms > 0 ? LateSince(*dataset, newest, today) : std::nullopt)
                view.late.emplace_back(listed.slug, *late);
        }
        return true;
    });
}

web::Response Atom(const AnyRequest& request, const std::string& title, const std::string& path, std::vector<Listed> datasets) {
    const auto updated = datasets.empty() ? request.platform.clock.Now() : datasets.front().changed;
    return Shared(web::Bytes(WriteAtom({request.platform.base_url, title, path, updated, std::move(datasets)}),
                             "application/atom+xml; charset=utf-8"),
                  request);
}

constexpr std::size_t kFeedEntries = 50;

std::vector<Listed> Newest(std::vector<Listed> listed) {
    if (listed.size() > kFeedEntries) listed.resize(kFeedEntries);
    return listed;
}

}  // namespace

web::Response ShowRemarks(Portal&, const AnyRequest& request) {
    return Remarks(request, {.sent = request.http.Asked("da-gui") == "1"});
}

web::Response TakeRemark(Portal&, const AnyRequest& request) {
    const auto& form = request.http.form;
    const auto slug = std::string(form.Value("bo"));
    const auto dataset = slug.empty() ? std::nullopt : request.platform.storage.Read([&](storage::Transaction& tx) {
        return CatalogueStore(tx).GetBySlug(slug);
    });
    Remark remark{.dataset = dataset ? dataset->id : DatasetId{},
                  .text = std::string(Trim(form.Value("noi_dung"))),
                  .name = Shorten(Trim(form.Value("ten")), 100),
                  .email = std::string(Trim(form.Value("thu")))};
    const auto sent = SendRemark(request.platform, remark);
    if (!sent) return Remarks(request, {.typed = std::move(remark), .faults = sent.error()});
    return web::SeeOtherPage("/du-lieu/gop-y?da-gui=1" + (slug.empty() ? "" : "&bo=" + web::PathStep(slug)));
}

web::Response ShowOwnRemark(Portal&, const OfficerRequest& request) {
    web::MarkActive("data");
    AnswerView view;
    const auto found = request.platform.storage.Read([&](storage::Transaction& tx) {
        auto remark = ReaderStore(tx).GetRemark({ToNumber(request.http.Parameter("remark"))});
        if (!remark || !request.officer.May(remark->unit, kEdit)) return false;
        if (const auto dataset = CatalogueStore(tx).Get(remark->dataset)) view.about = dataset->title;
        view.remark = *std::move(remark);
        return true;
    });
    if (!found) return web::RefusalPage(Refusal::NotFound(Say("Không có góp ý này, hoặc nó không gửi tới cơ quan bạn.")));
    return web::NoStore(web::Page(AnswerPage(view)));
}

web::Response AnswerOwnRemark(Portal& portal, const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto answered =
        AnswerRemark(request.platform, request.officer, {ToNumber(request.http.Parameter("remark"))}, form.Value("tra_loi"),
                     form.Value("hien") == "rieng" ? Shown::to_sender : Shown::in_public);
    if (answered) return web::SeeOtherPage("/can-bo");
    if (answered.error().kind == RefusalKind::forbidden) return ShowOwnRemark(portal, request);
    AnswerView view{.faults = {answered.error()}};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.remark = ReaderStore(tx).GetRemark({ToNumber(request.http.Parameter("remark"))}).value_or(Remark{});
        return true;
    });
    view.remark.answer = form.Value("tra_loi");
    return web::NoStore(web::Page(AnswerPage(view), 422));
}

web::Response Follow(Portal&, const AnyRequest& request) {
    auto named = FindDataset(request, request.http.Parameter("dataset"));
    if (!named) return web::RefusalPage(named.error());
    const auto begun = BeginSubscription(request.platform, named->dataset, request.http.form.Value("thu"));
    if (!begun) return web::RefusalPage(begun.error());
    return web::NoStore(web::Page(FollowPage({.step = FollowStep::sent, .title = named->dataset.title})));
}

web::Response FollowLink(Portal&, const AnyRequest& request) {
    const auto token = std::string(request.http.Parameter("token"));
    const auto subscription = SubscriptionOf(request.platform, token);
    if (!subscription)
        return web::RefusalPage(Refusal::NotFound(Say("Đường dẫn này không còn dùng được. Thư mới nhất có đường dẫn mới.")));
    const auto dataset =
        request.platform.storage.Read([&](storage::Transaction& tx) { return CatalogueStore(tx).Get(subscription->dataset); });
    FollowView view{.step = FollowStep::confirm, .title = dataset ? dataset->title : std::string(), .token = token};
    if (request.http.method == web::Method::post) {
        const bool ends = request.http.path.ends_with("/thoi");
        if (ends)
            EndSubscription(request.platform, subscription->id);
        else
            ConfirmSubscription(request.platform, subscription->id);
        view.step = ends ? FollowStep::ended : FollowStep::confirmed;
    }
    return web::NoStore(web::Page(FollowPage(view)));
}

web::Response ShowAgency(Portal& portal, const AnyRequest& request) {
    const auto units = request.platform.units.Now();
    const auto* unit = units->FindByKey(request.http.Parameter("unit"));
    if (unit == nullptr) return web::RefusalPage(Refusal::NotFound(Say("Không có cơ quan này.")));
    PublisherView view{.name = unit->name, .feed = AgencyPath(unit->key) + "/moi.atom", .kind = "Cơ quan"};
    view.datasets = ListedWhere(portal, Facet::unit, unit->key);
    FindLate(request, view);
    return Shared(web::Page(PublisherPage(view)), request);
}

web::Response ShowDomain(Portal& portal, const AnyRequest& request) {
    const auto* domain = Vocabulary::Shipped().FindDomain(request.http.Parameter("domain"));
    if (domain == nullptr) return web::RefusalPage(Refusal::NotFound(Say("Không có lĩnh vực này.")));
    PublisherView view{.name = CurrentLanguage() == Language::english ? domain->english : domain->name,
                       .notes = domain->notes,
                       .feed = DomainPath(domain->slug) + "/moi.atom",
                       .kind = "Lĩnh vực"};
    view.datasets = ListedWhere(portal, Facet::domain, domain->slug);
    FindLate(request, view);
    return Shared(web::Page(PublisherPage(view)), request);
}

namespace {

// The name of the series that an address names.
Result<std::string> SeriesNamed(Portal& portal, std::string_view slug) {
    return portal.Read([&](const Catalogue& catalogue) -> Result<std::string> {
        const auto answer = catalogue.Search({.limit = 0});
        for (const auto& [name, count] : answer.facets[static_cast<std::size_t>(Facet::series)])
            if (SlugOf(name) == slug) return name;
        return std::unexpected(Refusal::NotFound(Say("Không có chuỗi dữ liệu này.")));
    });
}

}  // namespace

web::Response ShowSeries(Portal& portal, const AnyRequest& request) {
    const auto named = SeriesNamed(portal, request.http.Parameter("series"));
    if (!named) return web::RefusalPage(named.error());
    PublisherView view{.name = *named, .notes = "", .feed = SeriesPath(*named) + "/moi.atom", .kind = "Chuỗi dữ liệu"};
    view.datasets = ListedWhere(portal, Facet::series, *named);
    SortByName(view.datasets, [](const auto& dataset) { return dataset.title; });
    FindLate(request, view);
    return Shared(web::Page(PublisherPage(view)), request);
}

web::Response ShowFeed(Portal& portal, const AnyRequest& request) {
    const auto unit = std::string(request.http.Parameter("unit")), domain = std::string(request.http.Parameter("domain")),
               series = std::string(request.http.Parameter("series"));
    const auto title = TellerOf(request.platform).name;
    if (!unit.empty()) {
        const auto units = request.platform.units.Now();
        const auto* known = units->FindByKey(unit);
        if (known == nullptr) return web::RefusalPage(Refusal::NotFound(Say("Không có cơ quan này.")));
        return Atom(request, title + ": " + known->name, AgencyPath(unit) + "/moi.atom",
                    Newest(ListedWhere(portal, Facet::unit, unit)));
    }
    if (!domain.empty()) {
        const auto* known = Vocabulary::Shipped().FindDomain(domain);
        if (known == nullptr) return web::RefusalPage(Refusal::NotFound(Say("Không có lĩnh vực này.")));
        return Atom(request, title + ": " + known->name, DomainPath(domain) + "/moi.atom",
                    Newest(ListedWhere(portal, Facet::domain, domain)));
    }
    if (!series.empty()) {
        const auto named = SeriesNamed(portal, series);
        if (!named) return web::RefusalPage(named.error());
        return Atom(request, title + ": " + *named, SeriesPath(*named) + "/moi.atom",
                    Newest(ListedWhere(portal, Facet::series, *named)));
    }
    const auto newest = portal.Read([](const Catalogue& catalogue) {
        std::vector<Listed> listed;
        const auto answer = catalogue.Search({.order = CatalogueOrder::changed, .limit = kFeedEntries});
        listed.reserve(answer.page.size());
        for (const auto* each : answer.page) listed.push_back(*each);
        return listed;
    });
    return Atom(request, title, "/du-lieu/moi.atom", newest);
}

web::Response ShowStatistics(Portal& portal, const AnyRequest& request) {
    StatisticsView view;
    const auto& vocabulary = Vocabulary::Shipped();
    const auto units = request.platform.units.Now();
    std::vector<Listed> all;
    portal.Read([&](const Catalogue& catalogue) {
        const auto answer = catalogue.Search({.limit = 100'000});
        view.datasets = answer.count;
        view.tables = catalogue.tables();
        all.reserve(answer.page.size());
        for (const auto* each : answer.page) all.push_back(*each);
        const auto take = [&](Facet facet, auto& into, auto name) {
            for (const auto& [value, count] : answer.facets[static_cast<std::size_t>(facet)])
                into.emplace_back(name(value), count);
        };
        take(Facet::domain, view.by_domain, [&](const std::string& value) {
            const auto* domain = vocabulary.FindDomain(value);
            return domain == nullptr ? value : CurrentLanguage() == Language::english ? domain->english : domain->name;
        });
        take(Facet::unit, view.by_agency, [&](const std::string& value) {
            const auto* unit = units->FindByKey(value);
            return unit == nullptr ? value : unit->name;
        });
        take(Facet::format, view.by_format, [](const std::string& value) { return value; });
        take(Facet::licence, view.by_licence, [&](const std::string& value) {
            const auto* licence = vocabulary.FindLicence(value);
            return licence == nullptr ? value : licence->name;
        });
        return true;
    });
    PublisherView whole{.datasets = all};
    FindLate(request, whole);
    view.late = static_cast<std::int64_t>(whole.late.size());
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.rows = CatalogueStore(tx).CountRows();
        view.by_month = ReaderStore(tx).ReadersByMonth();
        for (const auto& [dataset, readers] : ReaderStore(tx).MostRead(10))
            if (const auto listed = std::ranges::find(all, dataset, &Listed::id); listed != all.end())
                view.most_read.emplace_back(*listed, readers);
        return true;
    });
    return Shared(web::Page(StatisticsPage(view)), request);
}

}  // namespace dongson::open_data
