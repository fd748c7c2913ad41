#include <algorithm>

#include "core/text.h"
#include "modules/soc/actions/import_events.h"
#include "modules/soc/actions/keep_source.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/source_pages.h"
#include "modules/soc/storage/source_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

SourceFormView FormOf(Centre& centre, const OfficerRequest& request, Source source) {
    SourceFormView view{.source = std::move(source), .week = {}, .address = request.platform.base_url};
    view.units = UnitChoices(request.platform, Say("– Chưa rõ –"));
    for (const auto& [name, stream] : centre.store().streams()) view.retentions.push_back(name);
    return view;
}

Source Typed(const web::Form& form, Source source) {
    source.name = Trim(form.Value("ten"));
    source.group = Trim(form.Value("nhom"));
    source.unit = {ToNumber(form.Value("don_vi"))};
    source.parser = form.Value("bo_doc");
    source.retention = form.Value("luu");
    source.value = static_cast<int>(ToNumber(form.Value("muc")));
    source.per_second = ToNumber(form.Value("han_muc"));
    source.silent_minutes = static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value("im_lang")), -1, 1'000'000));
    source.enabled = form.Has("bat");
    if (form.Has("dau_hieu")) source.mark = Trim(form.Value("dau_hieu"));
    return source;
}

std::optional<Source> AskedFor(const OfficerRequest& request) {
    return request.platform.storage.Read(
        [&](storage::Transaction& tx) { return SourceStore(tx).Get({ToNumber(request.http.Parameter("source"))}); });
}

web::Response Shown(Centre& centre, const OfficerRequest& request, Source source, Refusals faults = {}, std::string token = "",
                    web::Meanwhile meanwhile = {}) {
    auto view = FormOf(centre, request, std::move(source));
    view.meanwhile = std::move(meanwhile);
    view.faults = std::move(faults);
    view.token = std::move(token);
    const auto week = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return SourceStore(tx).CountsSince(request.platform.clock.Now().LocalDate() - 6); });
    if (const auto count = week.find(view.source.number); count != week.end()) view.week = count->second;
    return web::NoStore(web::Page(SourceFormPage(view), view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind)));
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có nguồn này.")));
}

web::Meanwhile StoredBeside(const Platform& platform, const Source& stored, const Source& typed) {
    web::Meanwhile meanwhile;
    const auto units = platform.units.Now();
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    const auto on = [](const Source& source) { return source.enabled ? Say("Có").Now() : Say("Không").Now(); };
    meanwhile.Add(Say("Tên nguồn"), stored.name, typed.name);
    meanwhile.Add(Say("Dấu hiệu"), stored.mark, typed.mark);
    meanwhile.Add(Say("Nhóm"), stored.group, typed.group);
    meanwhile.Add(Say("Đơn vị sở hữu"), units->NameOf(stored.unit), units->NameOf(typed.unit));
    meanwhile.Add(Say("Bộ đọc"), stored.parser, typed.parser);
    meanwhile.Add(Say("Thời hạn lưu"), stored.retention, typed.retention);
    meanwhile.Add(Say("Mức quan trọng của hệ thống"), number(stored.value), number(typed.value));
    meanwhile.Add(Say("Hạn mức mỗi giây"), number(stored.per_second), number(typed.per_second));
    meanwhile.Add(Say("Báo động khi im lặng (phút)"), number(stored.silent_minutes), number(typed.silent_minutes));
    meanwhile.Add(Say("Nhận sự kiện"), on(stored), on(typed));
    return meanwhile;
}

}  // namespace

web::Response ShowSources(Centre& centre, const OfficerRequest&) {
    SourceListView view{.sources = SourceLines(centre), .strangers = {}};
    const auto today = centre.Today();
    if (const auto nobody = today.find(kNobody); nobody != today.end()) view.strangers = nobody->second;
    return web::NoStore(web::Page(SourceListPage(view)));
}

web::Response ShowNewSource(Centre& centre, const OfficerRequest& request) {
    auto view = FormOf(centre, request, {});
    view.fresh = true;
    return web::NoStore(web::Page(SourceFormPage(view)));
}

web::Response MakeSource(Centre& centre, const OfficerRequest& request) {
    Source source = Typed(request.http.form, {});
    source.recognition = ParseRecognition(request.http.form.Value("cach_nhan")).value_or(Recognition::address);
    const auto registered = RegisterSource(centre, source);
    if (registered) return Shown(centre, request, registered->source, {}, registered->token);
    auto view = FormOf(centre, request, std::move(source));
    view.fresh = true;
    view.faults.push_back(registered.error());
    return web::NoStore(web::Page(SourceFormPage(view), web::StatusOf(registered.error().kind)));
}

web::Response ShowSource(Centre& centre, const OfficerRequest& request) {
    auto source = AskedFor(request);
    return source ? Shown(centre, request, std::move(*source)) : Missing();
}

web::Response ChangeSourceOf(Centre& centre, const OfficerRequest& request) {
    const auto before = AskedFor(request);
    if (!before) return Missing();
    Source source = Typed(request.http.form, *before);
    if (before->recognition == Recognition::token || before->recognition == Recognition::own) source.mark = before->mark;
    source.version = ToNumber(request.http.form.Value("phien_ban"));
    const auto changed = ChangeSource(centre, source);
    if (changed) return web::SeeOtherPage("/can-bo/an-ninh/nguon/" + ToText(source.id));
    web::Meanwhile meanwhile;
    if (before->version != source.version) {
        meanwhile = StoredBeside(request.platform, *before, source);
        source.version = before->version;
    }
    return Shown(centre, request, std::move(source), {changed.error()}, "", std::move(meanwhile));
}

web::Response TakeEventFile(Centre& centre, const OfficerRequest& request) {
    const auto source = AskedFor(request);
    if (!source) return Missing();
    const auto* file = request.http.form.File("tep");
    if (file == nullptr) return Shown(centre, request, *source, {{"SOC_FILE_REFUSED", Say("Chọn tệp sự kiện cần nhập."), "tep"}});
    const auto imported = ImportEvents(centre, *source, file->path);
    if (!imported) return Shown(centre, request, *source, {imported.error()});
    auto view = FormOf(centre, request, *source);
    view.imported = *imported;
    return web::NoStore(web::Page(SourceFormPage(view)));
}

}  // namespace dongson::soc
