// A centre with somebody on duty, for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "modules/soc/centre/centre.h"
#include "modules/soc/centre/keep_findings.h"
#include "modules/soc/storage/alert_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/inbox.h"

namespace dongson::soc {

// A centre with one analyst; no rules are read.
struct CentreOnDuty : dongson::testing::BareHouse {
    explicit CentreOnDuty(storage::Engine engine)
        : BareHouse(engine, Instant::Parse("2026-11-25 08:00").value()), centre(platform, {.shipped_rules = false}) {
        const auto* unit = units.Now()->FindByKey("so-khoa-hoc-va-cong-nghe");
        officer.account = {.id = Fresh<AccountTag>(),
                           .kind = identity::AccountKind::officer,
                           .login = "truc",
                           .name = "Trực",
                           .created = clock.Now()};
        officer.appointments = {{unit->id, "analyst", "Trực"}};
        platform.storage.MustWrite([&](storage::Transaction& tx) {
            identity::AccountStore(tx).Insert(officer.account);
            identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
        });
    }
    Finding Found(const std::string& rule, const std::string& who, std::uint64_t events = 1, Level level = Level::high) const {
        return {.rule = rule,
                .title = "Quy tắc " + rule,
                .level = level,
                .entity = {"address", who},
                .source = 2,
                .first = clock.Now(),
                .last = clock.Now(),
                .events = events,
                .shown = {{"standard-" + std::to_string(events), clock.Now(), "dòng"}}};
    }
    void Keep(std::vector<Finding> findings) {
        ASSERT_TRUE(KeepFindings(platform, *centre.watcher().sources(),
                                 {.findings = std::move(findings), .told = {{{"standard", 7}}, clock.Now()}, .counts = {}}));
    }
    std::vector<Alert> Queue(const AlertFilter& filter = {}) {
        return platform.storage.Read([&](storage::Transaction& tx) { return AlertStore(tx).Queue(filter, 100, 0); });
    }
    workflow::Inbox Inbox() {
        return platform.storage.Read([&](storage::Transaction& tx) {
            return workflow::InboxStore(tx).Read(officer, workflow::InboxView::all, clock.Now());
        });
    }
    Centre centre;
    identity::Officer officer;
};

}  // namespace dongson::soc
