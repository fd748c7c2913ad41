#include "platform/workflow/viewing.h"

#include <algorithm>

#include "platform/identity/delegation.h"
#include "platform/identity/storage/account_store.h"
#include "platform/workflow/storage/case_store.h"
#include "storage/scarcity.h"

namespace dongson::workflow {

void RecordView(const Platform& platform, const CaseKind& kind, const identity::Officer& officer, const Case& subject,
                const std::string& why) {
    // By the post that lets them: in the unit that has it, or in one that reads it; what somebody chose to work as says nothing.
    auto units = platform.storage.Read([&](storage::Transaction& tx) { return CaseStore(tx).Readers(subject.id); });
    units.insert(units.begin(), subject.holder);
    const auto& posts = officer.appointments;
    auto post = posts.end();
    for (const auto reader : units)
        if (post == posts.end()) post = std::ranges::find_if(posts, [&](const auto& each) { return each.ActsFor(reader); });
    if (post == posts.end()) post = posts.begin();
    const auto position = post == posts.end() ? "" : post->position;
    const auto titled = officer.account.name + (position.empty() ? "" : ", " + position);
    const auto viewer = identity::WithStead(titled, post == posts.end() ? nullptr : post->in_stead.get());
    const auto unit = post == posts.end() ? UnitId{} : post->unit;
    const auto person = kind.PersonOf(subject);
    // On a full disk people still read, and what was read is still told.
    const storage::Essential essential;
    platform.storage.MustWrite([&](storage::Transaction& tx) {
        identity::AccountStore(tx).RecordView(person.account, person.number, officer,
                                              {viewer, unit, why, subject.code, platform.clock.Now()});
    });
}

void RecordViewOfPart(const Platform& platform, const CaseKind& kind, const identity::Officer& officer, const Case& subject,
                      const std::string& why) {
    const auto since = platform.clock.Now() + -10 * kMinute;
    const bool viewed = platform.storage.Read([&](storage::Transaction& tx) {
        return identity::AccountStore(tx).ViewedSince(officer.account.id, subject.code, since);
    });
    if (!viewed) RecordView(platform, kind, officer, subject, why);
}

}  // namespace dongson::workflow
