// Information systems and their services.
#include <algorithm>

#include "core/text.h"
#include "modules/soc/actions/keep_system.h"
#include "modules/soc/domain/habit.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/system_pages.h"
#include "modules/soc/storage/system_store.h"
#include "modules/soc/storage/vulnerability_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

constexpr int kChanges = 20;
const std::string kList = "/can-bo/an-ninh/he-thong";

std::vector<SystemLine> Lines(const OfficerRequest& request) {
    const Instant now = request.platform.clock.Now();
    std::vector<SystemLine> lines;
    request.platform.storage.Read([&](storage::Transaction& tx) {
        SystemStore store(tx);
        const auto hours = store.HoursSince(HourOf(now) - kRecordDays * 24);
        const auto probes = store.Probes();
        const auto evidence = store.NewestEvidence();
        for (InformationSystem& system : store.All()) {
            SystemLine line{.system = std::move(system)};
            for (const LayerEvidence& each : evidence)
                if (each.system == line.system.id) line.layers[each.layer] = each;
            for (const Probe& probe : probes) {
                if (probe.system != line.system.id) continue;
                const auto known = hours.find(probe.id);
                line.services.push_back(
                    {probe, RecordOf(known == hours.end() ? std::vector<ProbeHour>() : known->second, now), {}});
            }
            lines.push_back(std::move(line));
        }
        return true;
    });
    const auto units = request.platform.units.Now();
    for (SystemLine& line : lines) line.unit = units->NameOf(line.system.unit);
    return lines;
}

// What was typed, and the date that may be none.
void Typed(const web::Form& form, SystemView& view) {
    InformationSystem& system = view.line.system;
    system.name = Trim(form.Value("ten"));
    system.unit = {ToNumber(form.Value("don_vi"))};
    system.purpose = Trim(form.Value("muc_dich"));
    system.level = static_cast<int>(ToNumber(form.Value("cap_do")));
    system.approval_number = Trim(form.Value("quyet_dinh"));
    system.networks = Trim(form.Value("mang"));
    system.retired = form.Has("thoi_dung");
    view.approved_on = Trim(form.Value("ngay_duyet"));
    system.approved_on = Date::ParseSpoken(view.approved_on);
    if (!view.approved_on.empty() && !system.approved_on)
        view.faults.push_back({"SOC_SYSTEM_REFUSED", Say("Viết ngày như 29/8/2026."), "ngay_duyet"});
}

web::Response Shown(const OfficerRequest& request, SystemView view) {
    view.units = UnitChoices(request.platform, Say("– Chọn –"));
    request.platform.storage.Read([&](storage::Transaction& tx) {
        for (const auto& [layer, evidence] : view.line.layers) Name(tx, {evidence.account}, view.names);
        return true;
    });
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return web::NoStore(web::Page(SystemPage(view), status));
}

std::optional<SystemView> AskedFor(const OfficerRequest& request) {
    auto lines = Lines(request);
    const SystemId id{ToNumber(request.http.Parameter("system"))};
    const auto found = std::ranges::find(lines, id, [](const SystemLine& line) { return line.system.id; });
    if (found == lines.end()) return std::nullopt;
    SystemView view{.line = std::move(*found)};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        const auto systems = SystemStore(tx).All();
        const Instant now = request.platform.clock.Now();
        for (const Vulnerability& each : VulnerabilityStore(tx).All()) {
            const InformationSystem* system = SystemAt(systems, each.what.address);
            if (system != nullptr && system->id == id && each.IsOpenWeakness(now)) ++view.weaknesses[each.what.level];
        }
        for (ServiceLine& service : view.line.services) service.changes = SystemStore(tx).Changes(service.probe.id, kChanges);
        return true;
    });
    if (const auto date = view.line.system.approved_on) view.approved_on = date->Spoken();
    return view;
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có hệ thống này.")));
}

web::Meanwhile StoredBeside(const Platform& platform, const InformationSystem& stored, const InformationSystem& typed) {
    web::Meanwhile meanwhile;
    const auto units = platform.units.Now();
    const auto day = [](const std::optional<Date>& date) { return date ? date->Spoken() : std::string(); };
    const auto retired = [](const InformationSystem& system) { return system.retired ? Say("Có").Now() : Say("Không").Now(); };
    meanwhile.Add(Say("Tên hệ thống"), stored.name, typed.name);
    meanwhile.Add(Say("Đơn vị chủ quản"), units->NameOf(stored.unit), units->NameOf(typed.unit));
    meanwhile.Add(Say("Dùng để làm gì"), stored.purpose, typed.purpose);
    meanwhile.Add(Say("Cấp độ"), std::to_string(stored.level), std::to_string(typed.level));
    meanwhile.Add(Say("Số quyết định phê duyệt cấp độ"), stored.approval_number, typed.approval_number);
    meanwhile.Add(Say("Ngày phê duyệt"), day(stored.approved_on), day(typed.approved_on));
    meanwhile.Add(Say("Địa chỉ và mạng"), stored.networks, typed.networks);
    meanwhile.Add(Say("Đã thôi dùng"), retired(stored), retired(typed));
    return meanwhile;
}

// The one thing that the form asks for.
Result<void> Change(const OfficerRequest& request, SystemView& view) {
    const auto& form = request.http.form;
    const Platform& platform = request.platform;
    if (form.Has("lop")) {
        const auto layer = static_cast<std::size_t>(ToNumber(form.Value("lop")));
        if (layer >= std::size(kLayers)) return std::unexpected(Refusal::NotFound(Say("Không có lớp này.")));
        return ShowLayer(platform, request.officer,
                         {.system = view.line.system.id,
                          .layer = kLayers[layer],
                          .met = form.Value("co") == "1",
                          .evidence = std::string(form.Value("minh_chung"))});
    }
    if (form.Has("thoi_thu")) return RemoveProbe(platform, ToNumber(form.Value("thoi_thu")));
    if (form.Has("dich")) {
        view.typed_probe.system = view.line.system.id;
        view.typed_probe.kind = ParseProbeKind(form.Value("loai")).value_or(ProbeKind::http);
        view.typed_probe.target = Trim(form.Value("dich"));
        view.typed_probe.seconds = static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value("giay")), 0, 1'000'000));
        return AddProbe(platform, view.typed_probe);
    }
    const InformationSystem stored = view.line.system;
    Typed(form, view);
    view.line.system.version = ToNumber(form.Value("phien_ban"));
    if (!view.faults.empty()) return std::unexpected(view.faults.back());
    const auto changed = ChangeSystem(platform, view.line.system);
    if (changed) return {};
    if (stored.version != view.line.system.version) {
        view.meanwhile = StoredBeside(platform, stored, view.line.system);
        view.line.system.version = stored.version;
    }
    return std::unexpected(changed.error());
}

}  // namespace

web::Response ShowSystems(Centre&, const OfficerRequest& request) {
    return web::NoStore(web::Page(SystemListPage(Lines(request))));
}

web::Response ShowServices(Centre&, const OfficerRequest& request) {
    auto lines = Lines(request);
    std::erase_if(lines, [](const SystemLine& line) { return line.system.retired; });
    return web::NoStore(web::Page(ServicesPage(lines)));
}

web::Response ShowNewSystem(Centre&, const OfficerRequest& request) {
    return Shown(request, {.fresh = true});
}

web::Response MakeSystem(Centre&, const OfficerRequest& request) {
    SystemView view{.fresh = true};
    Typed(request.http.form, view);
    if (!view.faults.empty()) return Shown(request, std::move(view));
    const auto registered = RegisterSystem(request.platform, view.line.system);
    if (registered) return web::SeeOtherPage(kList + "/" + ToText(registered->id));
    view.faults.push_back(registered.error());
    return Shown(request, std::move(view));
}

web::Response ShowSystem(Centre&, const OfficerRequest& request) {
    auto view = AskedFor(request);
    return view ? Shown(request, std::move(*view)) : Missing();
}

web::Response ChangeSystemOf(Centre&, const OfficerRequest& request) {
    auto view = AskedFor(request);
    if (!view) return Missing();
    const auto changed = Change(request, *view);
    if (changed) return web::SeeOtherPage(kList + "/" + ToText(view->line.system.id));
    if (view->faults.empty()) view->faults.push_back(changed.error());
    return Shown(request, std::move(*view));
}

}  // namespace dongson::soc
