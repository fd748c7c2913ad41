#include "modules/open_data/actions/lateness.h"

#include "modules/open_data/capabilities.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/identity/account.h"
#include "platform/workflow/inbox.h"

namespace dongson::open_data {

using storage::Transaction;

namespace {

constexpr std::string_view kModule = "open_data", kLateSlot = "late";

void MarkLate(Transaction& tx, const Dataset& dataset, Date since, Instant now) {
    workflow::InboxStore(tx).Save({.module = std::string(kModule),
                                   .case_id = dataset.id.value,
                                   .slot = std::string(kLateSlot),
                                   .reference = dataset.slug,
                                   .path = "/can-bo/du-lieu/bo/" + ToText(dataset.id),
                                   .title = dataset.title,
                                   .state = {"Chậm công bố số liệu", "Data is published late"},
                                   .unit = dataset.unit,
                                   .capability = std::string(kKeep.key),
                                   .due = Instant::At(since, 0),
                                   .changed = now});
}

}  // namespace

void EndLateness(Transaction& tx, DatasetId dataset) {
    workflow::InboxStore(tx).Remove(kModule, dataset.value, kLateSlot);
}

void WatchLate(const Platform& platform) {
    const auto now = platform.clock.Now();
    platform.storage.MustWrite([&](Transaction& tx) {
        CatalogueStore catalogue(tx);
        for (const auto& dataset : catalogue.Published(0, 100'000, {})) {
            const auto newest = catalogue.NewestOf(dataset.id);
            const auto late = newest.ms == 0 ? std::nullopt : LateSince(dataset, newest, now.LocalDate());
            if (late)
                MarkLate(tx, dataset, *late, now);
            else
                EndLateness(tx, dataset.id);
        }
    });
}

}  // namespace dongson::open_data
