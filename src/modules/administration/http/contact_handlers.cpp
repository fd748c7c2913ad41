// How people reach a unit, as those who may say it for the unit change it; whoever administrates, for every unit.
#include <algorithm>
#include <map>
#include <set>

#include "core/csv.h"
#include "core/log.h"
#include "core/text.h"
#include "modules/administration/capabilities.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/pages/contact_pages.h"
#include "platform/identity/delegation.h"
#include "web/layout.h"

namespace dongson::administration {

using organisation::Contact;
using organisation::ContactStore;
using organisation::Unit;
using storage::Transaction;
using web::NoStore;

namespace {

constexpr int kVersionsShown = 20;

// A fault of a part stands at its field.
constexpr std::pair<std::string_view, std::string_view> kFields[] = {
    {"address", "dia_chi"}, {"phone", "dien_thoai"}, {"email", "thu_dien_tu"}, {"hours", "gio_lam_viec"}, {"remark", "luu_y"}};

Date TodayOf(const OfficerRequest& request) {
    return request.platform.clock.Now().LocalDate();
}

bool MayTellOf(const OfficerRequest& request, const Unit& unit) {
    return request.officer.May(identity::kAdministrate) || request.officer.May(unit.id, kTellContact);
}

// The unit of the address if it stands today and is theirs to speak for; none: whether there is such a unit is nobody's business.
const Unit* Asked(const OfficerRequest& request, const organisation::Units& units) {
    const auto* unit = units.FindByKey(request.http.Parameter("unit"));
    return unit != nullptr && unit->ExistsOn(TodayOf(request)) && MayTellOf(request, *unit) ? unit : nullptr;
}

std::vector<const Unit*> Theirs(const OfficerRequest& request, const organisation::Units& units, std::string_view typed) {
    std::vector<const Unit*> theirs;
    for (const auto& found : organisation::FindUnits(units, typed, TodayOf(request)))
        if (MayTellOf(request, *found.unit)) theirs.push_back(found.unit);
    return theirs;
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có đơn vị này, hoặc không thuộc quyền của bạn.")));
}

std::vector<organisation::ContactVersion> VersionsOf(const OfficerRequest& request, const Unit& unit) {
    return request.platform.storage.Read([&](Transaction& tx) { return ContactStore(tx).Versions(unit.id, kVersionsShown); });
}

web::Response Shown(const ContactView& view) {
    web::MarkActive("contact");
    return NoStore(web::Page(ContactPage(view), view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind)));
}

// Keeps what was typed as the next version, unless it says what stands there already.
Result<void> Keep(const OfficerRequest& request, const Unit& unit, const Contact& contact) {
    const auto before = ToNumber(request.http.form.Value("phien_ban"));
    const auto& account = request.officer.account;
    const auto* post = request.officer.Through(kTellContact, unit.id);
    const auto name = identity::WithStead(account.name, post == nullptr ? nullptr : post->in_stead.get());
    return request.platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        ContactStore contacts(tx);
        const auto newest = contacts.Newest(unit.id);
        if (newest && newest->contact == contact) return {};
        if (!contacts.Add(unit.id, before, contact, account.id, name, request.platform.clock.Now()))
            return std::unexpected(Refusal{"CONTACT_CHANGED",
                                           Say("Người khác vừa sửa. Dưới đây là điều bạn gõ; hãy xem phần “Đã ghi” rồi lưu lại."),
                                           "", RefusalKind::conflict});
        return {};
    });
}

}  // namespace

web::Response ShowContacts(const OfficerRequest& request) {
    web::MarkActive("contact");
    const auto units = request.platform.units.Now();
    ContactsView view{.text = std::string(Trim(request.http.Asked("q"))), .all = request.officer.May(identity::kAdministrate)};
    const auto told = request.platform.storage.Read([](Transaction& tx) { return ContactStore(tx).All(); });
    for (const auto* unit : Theirs(request, *units, view.text)) {
        const auto found = told.find(unit->id);
        view.lines.push_back({unit, found != told.end() && !found->second.contact.empty()});
    }
    return NoStore(web::Page(ContactsPage(view)));
}

web::Response DownloadContacts(const OfficerRequest& request) {
    const LanguageScope record(Language::vietnamese);
    const auto units = request.platform.units.Now();
    const auto told = request.platform.storage.Read([](Transaction& tx) { return ContactStore(tx).All(); });
    auto csv = CsvLine({"ma", "ten", "dia_chi", "dien_thoai", "thu_dien_tu", "gio_lam_viec", "luu_y", "sua_luc", "sua_boi"});
    for (const auto* unit : Theirs(request, *units, "")) {
        const auto found = told.find(unit->id);
        const auto version = found == told.end() ? organisation::ContactVersion{} : found->second;
        const auto& contact = version.contact;
        csv += CsvLine({unit->key, unit->name, ForSheets(contact.address), ForSheets(contact.phone), ForSheets(contact.email),
                        ForSheets(contact.hours), ForSheets(contact.remark),
                        version.version == 0 ? std::string() : version.changed.Local(), ForSheets(version.changed_by)});
    }
    auto response = web::Bytes(std::move(csv), "text/csv; charset=utf-8");
    response.With("content-disposition", "attachment; filename=\"lien-he.csv\"");
    return NoStore(std::move(response));
}

web::Response ShowContact(const OfficerRequest& request) {
    const auto units = request.platform.units.Now();
    const auto* unit = Asked(request, *units);
    if (unit == nullptr) return Missing();
    ContactView view{.unit = *unit, .versions = VersionsOf(request, *unit), .saved = request.http.Asked("da_luu") == "1"};
    if (!view.versions.empty()) view.typed = view.versions.front().contact;
    return Shown(view);
}

web::Response SaveContact(const OfficerRequest& request) {
    const auto units = request.platform.units.Now();
    const auto* unit = Asked(request, *units);
    if (unit == nullptr) return Missing();
    const auto& form = request.http.form;
    const auto value = [&](std::string_view field) { return std::string(form.Value(field)); };
    ContactView view{.unit = *unit,
                     .typed = {.address = value("dia_chi"),
                               .phone = value("dien_thoai"),
                               .email = value("thu_dien_tu"),
                               .hours = value("gio_lam_viec"),
                               .remark = value("luu_y")}};
    auto clean = organisation::CleanContact(view.typed);
    if (!clean) {
        view.faults = std::move(clean.error());
        for (auto& fault : view.faults)
            for (const auto& [part, field] : kFields)
                if (fault.field == part) fault.field = field;
    } else if (const auto kept = Keep(request, *unit, *clean); kept) {
        Log(Severity::info, "UNIT_CONTACT_CHANGED", {{"unit", unit->key}, {"by", request.officer.account.login}});
        return web::SeeOtherPage(std::string(kContactsPath) + "/" + web::PathStep(unit->key) + "?da_luu=1");
    } else {
        view.faults = {kept.error()};
    }
    view.versions = VersionsOf(request, *unit);
    return Shown(view);
}

}  // namespace dongson::administration
