#include "modules/open_data/actions/take_elsewhere.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/language.h"
#include "core/text.h"
#include "modules/open_data/actions/fetch_text.h"
#include "modules/open_data/actions/pull_files.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/description.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/metadata/elsewhere.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/upload_store.h"

namespace dongson::open_data {

using storage::Transaction;

namespace {

constexpr int kMostLetters = 5000;  // of a description that somebody else wrote

// One of ours that says the same: by its address, however it begins and ends, or by its short name.
std::string LicenceOf(std::string_view said) {
    const auto bare = [](std::string_view address) {
        auto text = Lower(address.substr(address.find("://") == std::string_view::npos ? 0 : address.find("://") + 3));
        while (text.ends_with('/')) text.pop_back();
        return text;
    };
    for (const auto& licence : Vocabulary::Shipped().licences()) {
        const bool listed = !licence.authority.empty() && said.ends_with("/licence/" + licence.authority);
        if (listed || licence.key == Lower(said) || (!licence.url.empty() && bare(licence.url) == bare(said))) return licence.key;
    }
    return "chua-ro";
}

Dataset Draft(CatalogueStore& catalogue, const OfferedDataset& offered, const std::string& domain, UnitId unit, Instant now) {
    return {.id = Fresh<DatasetTag>(),
            .slug = FreeSlug(offered.title, "bo-du-lieu",
                             [&](const std::string& slug) { return catalogue.GetBySlug(slug).has_value(); }),
            .title = Shorten(offered.title, 200),
            .notes = Shorten(offered.notes, kMostLetters),
            .unit = unit,
            .domain = domain,
            .tags = offered.tags,
            .licence = LicenceOf(offered.licence),
            .source = Say("Lấy từ {1}", offered.address).Now(),
            .created = now,
            .changed = now,
            .taken_from = offered.address};
}

// Until its first version a resource leads to where the file is.
Resource LinkTo(const OfferedFile& file, DatasetId dataset, const std::vector<Resource>& others) {
    const auto title = file.title.empty() ? LastStepOf(file.url, file.url) : file.title;
    return {.id = Fresh<ResourceTag>(),
            .dataset = dataset,
            .slug = FreeSlug(title, others),
            .title = Shorten(title, 200),
            .format = file.format,
            .position = static_cast<int>(others.size()) + 1,
            .extras = boost::json::serialize(boost::json::object{{"url", file.url}})};
}

}  // namespace

Result<Offer> AskElsewhere(const Platform& platform, const CatalogueQuestion& question) {
    const auto ask = AskOf(question);
    if (!ask) return std::unexpected(ask.error());
    const auto answer = FetchText(platform, *ask);
    if (!answer) return std::unexpected(answer.error());
    return OfferIn(question, *answer);
}

std::map<std::string, DatasetId> TakenOf(const Platform& platform, const Offer& offer) {
    return platform.storage.Read([&](Transaction& tx) {
        std::map<std::string, DatasetId> taken;
        for (const auto& offered : offer.datasets)
            if (const auto dataset = CatalogueStore(tx).GetTaken(offered.address)) taken[offered.address] = dataset->id;
        return taken;
    });
}

Result<std::vector<Dataset>> TakeElsewhere(const Platform& platform, const identity::Officer& officer, const Taking& taking) {
    if (!taking.domain.empty() && Vocabulary::Shipped().FindDomain(taking.domain) == nullptr)
        return std::unexpected(Refusal{"OPEN_DATA_NO_DOMAIN", Say("Chọn lĩnh vực."), "linh_vuc"});
    const auto offer = AskElsewhere(platform, taking.question);
    if (!offer) return std::unexpected(offer.error());
    const LanguageScope record(Language::vietnamese);  // as everything that is kept, whoever asked for it
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<std::vector<Dataset>> {
        CatalogueStore catalogue(tx);
        const auto now = platform.clock.Now();
        std::vector<Dataset> begun;
        for (const auto& offered : offer->datasets) {
            if (std::ranges::find(taking.addresses, offered.address) == taking.addresses.end()) continue;
            if (catalogue.GetTaken(offered.address)) continue;
            const auto dataset = Draft(catalogue, offered, taking.domain, officer.UnitFor(kEdit), now);
            catalogue.Insert(dataset);
            UploadStore(tx).Note(dataset.id, "begun", officer.account, offered.address, now);
            std::vector<Resource> resources;
            for (const auto& file : offered.files) {
                resources.push_back(LinkTo(file, dataset.id, resources));
                catalogue.Insert(resources.back());
                if (!file.table) continue;
                FetchFromNowOn(platform, tx,
                               {.dataset = dataset.id,
                                .resource = resources.back().id,
                                .url = file.follow,
                                .every = taking.every,
                                .account = officer.account.id});
            }
            begun.push_back(dataset);
        }
        if (begun.empty())
            return std::unexpected(Refusal{"OPEN_DATA_NOTHING_CHOSEN", Say("Chọn ít nhất một bộ dữ liệu chưa lấy."), "lay"});
        return begun;
    });
}

}  // namespace dongson::open_data
