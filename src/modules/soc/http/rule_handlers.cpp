#include <algorithm>
#include <set>

#include "core/collation.h"
#include "core/text.h"
#include "modules/soc/actions/keep_rule.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/rule_pages.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

constexpr int kRows = 50;
const std::string kList = "/can-bo/an-ninh/quy-tac";

std::string SourceText(const LogSource& source) {
    std::vector<std::string> parts;
    for (const std::string& part : {source.product, source.category, source.service})
        if (!part.empty()) parts.push_back(part);
    return Join(parts, " / ");
}

RuleLine LineOf(const Rule& rule) {
    return {.id = KeyOf(rule),
            .title = rule.title,
            .status = rule.status,
            .source = SourceText(rule.source),
            .tags = Join(rule.tags, " "),
            .level = rule.level};
}
RuleLine LineOf(const Correlation& rule) {
    return {.id = KeyOf(rule),
            .title = rule.title,
            .status = rule.status,
            .source = "",
            .tags = Join(rule.tags, " "),
            .level = rule.level,
            .correlation = true};
}

std::vector<RuleLine> AllRules(Centre& centre) {
    std::map<std::string, RuleSetting> settings;
    for (RuleSetting& setting : centre.platform().storage.Read([](storage::Transaction& tx) { return RuleStore(tx).Settings(); }))
        settings[setting.rule] = setting;
    const auto detection = centre.watcher().detection();
    std::vector<RuleLine> lines;
    const auto add = [&](const auto& rule) {
        RuleLine line = LineOf(rule);
        if (const auto setting = settings.find(line.id); setting != settings.end()) {
            line.off = setting->second.off;
            line.groups = setting->second.groups;
            line.units = setting->second.units.size();
        }
        lines.push_back(std::move(line));
    };
    for (const Correlation& rule : detection->book().correlations()) add(rule);
    for (const Rule& rule : detection->book().rules()) add(rule);
    return lines;
}

std::vector<UnitId> UnitsAsked(const OfficerRequest& request) {
    std::vector<UnitId> units;
    for (const std::string& each : request.http.form.Values("don_vi")) units.push_back({ToNumber(each)});
    return units;
}

web::Response ShownRule(Centre& centre, const OfficerRequest& request, Refusals faults = {}) {
    const std::string id(request.http.Parameter("rule"));
    RuleView view{.rule = {}, .setting = {.rule = id}, .faults = std::move(faults)};
    const auto detection = centre.watcher().detection();
    const auto is_it = [&](const auto& rule) { return KeyOf(rule) == id; };
    const auto fill = [&](const auto& rule) {
        view.rule = LineOf(rule);
        view.description = rule.description;
        view.author = rule.author;
        view.file = rule.file;
        view.tags = rule.tags;
        view.false_positives = rule.false_positives;
    };
    const auto& book = detection->book();
    if (const auto rule = std::ranges::find_if(book.rules(), is_it); rule != book.rules().end()) {
        fill(*rule);
        view.references = rule->references;
    } else if (const auto correlation = std::ranges::find_if(book.correlations(), is_it);
               correlation != book.correlations().end()) {
        fill(*correlation);
    } else {
        return web::RefusalPage(Refusal::NotFound(Say("Không có quy tắc này, hoặc nó không dùng được.")));
    }
    for (RuleSetting& setting : request.platform.storage.Read([](storage::Transaction& tx) { return RuleStore(tx).Settings(); }))
        if (setting.rule == id) view.setting = std::move(setting);
    if (!view.faults.empty()) {
        view.setting.off = request.http.form.Has("tat");
        view.setting.groups = request.http.form.Value("nhom");
        view.setting.units = UnitsAsked(request);
        view.setting.reason = request.http.form.Value("ly_do");
    }
    std::set<UnitId> units(view.setting.units.begin(), view.setting.units.end());
    for (const Source& source : centre.watcher().sources()->all())
        if (source.unit) units.insert(source.unit);
    const auto directory = request.platform.units.Now();
    for (const UnitId unit : units) view.units.push_back({ToText(unit), directory->NameOf(unit), ""});
    SortByName(view.units, [](const web::Choice& unit) { return unit.text; });
    return web::NoStore(web::Page(RulePage(view), view.faults.empty() ? 200 : 422));
}

}  // namespace

web::Response ShowRules(Centre& centre, const OfficerRequest& request) {
    RuleListView view;
    view.words = request.http.Asked("q");
    view.level = request.http.Asked("muc");
    view.state = request.http.Asked("trang_thai");
    view.page = static_cast<int>(std::clamp<std::int64_t>(ToNumber(request.http.Asked("trang")), 1, 10'000));
    auto rules = AllRules(centre);
    view.all = static_cast<int>(rules.size());
    view.off = static_cast<int>(std::ranges::count_if(rules, &RuleLine::off));
    const auto wanted = Words(Fold(view.words));
    std::erase_if(rules, [&](const RuleLine& rule) {
        const std::string text = Fold(rule.title + " " + rule.source + " " + rule.tags + " " + rule.id);
        return (!view.level.empty() && view.level != Name(rule.level)) || (view.state == "tat" && !rule.off) ||
               (view.state == "tuong-quan" && !rule.correlation) ||
               !std::ranges::all_of(wanted, [&](const std::string& word) { return text.find(word) != std::string::npos; });
    });
    std::ranges::stable_sort(rules, std::ranges::greater(), &RuleLine::level);
    view.count = static_cast<int>(rules.size());
    view.pages = std::max(1, (view.count + kRows - 1) / kRows);
    const auto from = std::min<std::size_t>(rules.size(), static_cast<std::size_t>(view.page - 1) * kRows);
    view.rules.assign(rules.begin() + static_cast<std::ptrdiff_t>(from),
                      rules.begin() + static_cast<std::ptrdiff_t>(std::min(rules.size(), from + kRows)));
    for (const RuleFault& fault : centre.watcher().detection()->book().faults()) view.faults.push_back(fault.Text());
    view.own = request.platform.storage.Read([](storage::Transaction& tx) { return RuleStore(tx).Own(); });
    return web::NoStore(web::Page(RuleListPage(view)));
}

web::Response ShowRule(Centre& centre, const OfficerRequest& request) {
    return ShownRule(centre, request);
}

web::Response SetRule(Centre& centre, const OfficerRequest& request) {
    const auto& form = request.http.form;
    const RuleSetting setting{.rule = std::string(request.http.Parameter("rule")),
                              .off = form.Has("tat"),
                              .groups = std::string(Trim(form.Value("nhom"))),
                              .units = UnitsAsked(request),
                              .reason = std::string(Trim(form.Value("ly_do"))),
                              .account = request.officer.account.id,
                              .changed = request.platform.clock.Now()};
    if (const auto set = SetRule(centre, setting); !set) return ShownRule(centre, request, {set.error()});
    return web::SeeOtherPage(kList + "/" + web::PathStep(setting.rule));
}

web::Response ShowNewRule(Centre&, const OfficerRequest& request) {
    NewRuleView view;
    if (const auto from = ToNumber(request.http.Asked("tu")); from != 0)
        if (const auto rule = request.platform.storage.Read([&](storage::Transaction& tx) { return RuleStore(tx).Get(from); }))
            view.yaml = rule->yaml;
    return web::NoStore(web::Page(NewRulePage(view)));
}

web::Response MakeRule(Centre& centre, const OfficerRequest& request) {
    NewRuleView view{.yaml = std::string(request.http.form.Value("yaml")),
                     .days = static_cast<int>(std::clamp<std::int64_t>(ToNumber(request.http.form.Value("so_ngay")), 1, 400)),
                     .faults = {}};
    std::erase(view.yaml, '\r');
    const auto kept = KeepRule(centre, request.officer, view.yaml, view.days);
    if (kept) return web::SeeOtherPage(kList + "/rieng/" + std::to_string(kept->id));
    view.faults.push_back(kept.error());
    return web::NoStore(web::Page(NewRulePage(view), web::StatusOf(kept.error().kind)));
}

web::Response ShowOwnRule(Centre&, const OfficerRequest& request) {
    OwnRuleView view;
    const bool found = request.platform.storage.Read([&](storage::Transaction& tx) {
        RuleStore rules(tx);
        const auto rule = rules.Get(ToNumber(request.http.Parameter("version")));
        if (!rule) return false;
        view.rule = *rule;
        for (OwnRule& each : rules.Own())
            if (each.rule == rule->rule) view.versions.push_back(std::move(each));
        return true;
    });
    if (!found) return web::RefusalPage(Refusal::NotFound(Say("Không có phiên bản quy tắc này.")));
    return web::NoStore(web::Page(OwnRulePage(view)));
}

web::Response EnlivenRule(Centre& centre, const OfficerRequest& request) {
    const auto version = ToNumber(request.http.Parameter("version"));
    const auto set = SetLive(centre, version, request.http.form.Value("viec") == "dung" ? Liveness::live : Liveness::retired);
    if (!set) return web::RefusalPage(set.error());
    return web::SeeOtherPage(kList + "/rieng/" + std::to_string(version));
}

namespace {

web::Response ShownExceptions(Centre& centre, const OfficerRequest& request, ExceptionListView view) {
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.exceptions = RuleStore(tx).Exceptions(request.platform.clock.Now());
        for (const KeptException& exception : view.exceptions) Name(tx, {exception.account}, view.names);
        return true;
    });
    view.unread = centre.watcher().detection()->faults();
    return web::NoStore(web::Page(ExceptionListPage(view), view.faults.empty() ? 200 : 422));
}

}  // namespace

web::Response ShowExceptions(Centre& centre, const OfficerRequest& request) {
    return ShownExceptions(centre, request, {});
}

web::Response ChangeExceptions(Centre& centre, const OfficerRequest& request) {
    const auto& form = request.http.form;
    if (form.Has("thoi")) {
        if (const auto ended = EndException(centre, ToNumber(form.Value("thoi"))); !ended) return web::RefusalPage(ended.error());
        return web::SeeOtherPage("/can-bo/an-ninh/ngoai-le");
    }
    ExceptionListView view;
    view.days = static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value("so_ngay")), 0, 100'000));
    const Instant now = request.platform.clock.Now();
    view.typed = {.id = FreshId(),
                  .rule = std::string(Trim(form.Value("quy_tac"))),
                  .query = std::string(Trim(form.Value("dieu_kien"))),
                  .reason = std::string(Trim(form.Value("ly_do"))),
                  .account = request.officer.account.id,
                  .made = now,
                  .expires = now + view.days * kDay};
    if (const auto added = AddException(centre, view.typed); !added) {
        view.faults.push_back(added.error());
        return ShownExceptions(centre, request, std::move(view));
    }
    return web::SeeOtherPage("/can-bo/an-ninh/ngoai-le");
}

}  // namespace dongson::soc
