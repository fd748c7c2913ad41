#include "modules/one_stop/domain/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "core/text.h"

namespace dongson::one_stop {

namespace json = boost::json;
using organisation::Level;

namespace {

bool ContainsAny(std::string_view text, const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const auto& word) { return text.find(word) != std::string_view::npos; });
}

bool IsOneOf(std::string_view text, const std::vector<std::string>& words) {
    return std::ranges::find(words, text) != words.end();
}

std::string TextOf(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? Normalise({value->as_string().data(), value->as_string().size()})
                                                  : std::string();
}

std::vector<std::string> TextsOf(const json::object& object, std::string_view key) {
    std::vector<std::string> texts;
    if (const auto* value = object.if_contains(key); value != nullptr && value->is_array())
        for (const auto& item : value->as_array())
            if (item.is_string()) texts.push_back(Normalise({item.as_string().data(), item.as_string().size()}));
    return texts;
}

template <class Visit>
void EachObject(const json::object& object, std::string_view key, Visit visit) {
    if (const auto* value = object.if_contains(key); value != nullptr && value->is_array())
        for (const auto& item : value->as_array())
            if (item.is_object()) visit(item.as_object());
}

int SmallNumber(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? static_cast<int>(std::clamp<std::int64_t>(value->as_int64(), 0, 99)) : 0;
}

std::optional<Channel> ChannelOf(std::string_view word) {
    if (word == "truc_tiep") return Channel::counter;
    if (word == "truc_tuyen") return Channel::online;
    if (word == "buu_chinh") return Channel::post;
    return std::nullopt;
}

// The crawl split "Tổ chức (không bao gồm doanh nghiệp, HTX)" at its comma.
std::string AudienceText(const std::vector<std::string>& parts) {
    auto text = Join(parts, ", ");
    return ReplaceAll(std::move(text), "HTX), ", "HTX), ");
}

// The list markers that crawled names begin with: "a) ", "- ", "(2) ", "1. ".
std::string CleanPaperName(std::string_view name) {
    while (true) {
        name = Trim(name);
        if (name.starts_with("- ") || name.starts_with("+ ") || name.starts_with("* ")) {
            name.remove_prefix(2);
        } else if (name.starts_with("-") || name.starts_with("+")) {
            name.remove_prefix(1);
        } else {
            break;
        }
    }
    while (name.ends_with(';') || name.ends_with('.') || name.ends_with(',')) name.remove_suffix(1);
    return std::string(name);
}

// What a row is, before it is decided whether and how it is published.
class RowReader {
  public:
    RowReader(const json::object& row, const CatalogueRules& rules) : row_(row), rules_(rules) {}

    Procedure Read() {
        procedure_.code = TextOf(row_, "code");
        procedure_.name = std::string(Trim(TextOf(row_, "name")));
        procedure_.domain = TextOf(row_, "domain");
        procedure_.issuer = TextOf(row_, "issuer");
        procedure_.performer = TextOf(row_, "performer");
        procedure_.url = TextOf(row_, "url");
        procedure_.valid_from = rules_.valid_from;
        procedure_.level = LevelOf();
        if (const auto* national = row_.if_contains("national"); national != nullptr && national->is_bool())
            procedure_.national = national->as_bool();
        ReadStatedOnline();
        if (const auto* detail = row_.if_contains("detail"); detail != nullptr && detail->is_object())
            ReadDetail(detail->as_object());
        else
            ReadSummary();
        TakeStated();
        const auto department = rules_.departments.find(procedure_.issuer);
        procedure_.department = department == rules_.departments.end() ? rules_.department_otherwise : department->second;
        procedure_.process = ProcessOf();
        SayWhatLacks();
        return std::move(procedure_);
    }

  private:
    // Only the province says it of its own services.
    void ReadStatedOnline() {
        const auto online = TextOf(row_, "online");
        procedure_.online_assigned = online.empty();
        if (!online.empty()) procedure_.online = online == "whole" ? OnlineLevel::whole : OnlineLevel::partial;
    }

    Level LevelOf() const {
        if (ContainsAny(procedure_.performer, rules_.commune_words)) return Level::commune;
        if (ContainsAny(procedure_.performer, rules_.province_words)) return Level::province;
        const auto levels = TextsOf(row_, "levels");
        const bool commune = IsOneOf("xa", levels), province = IsOneOf("tinh", levels);
        return commune && !province ? Level::commune : Level::province;
    }

    void ReadDetail(const json::object& detail) {
        procedure_.steps = TextOf(detail, "steps");
        procedure_.requirements = TextOf(detail, "requirements");
        procedure_.decision = TextOf(detail, "decision");
        procedure_.laws_text = TextOf(detail, "laws_text");
        procedure_.results = TextsOf(detail, "results");
        const auto audience = TextsOf(detail, "audience");
        procedure_.audience_text = AudienceText(audience);
        procedure_.for_people = std::ranges::any_of(audience, [](const auto& word) {
            return word.find("Công dân") != std::string::npos || word.find("Người") != std::string::npos ||
                   word.find("Cán bộ") != std::string::npos || word.find("công chức") != std::string::npos;
        });
        procedure_.for_businesses = std::ranges::any_of(audience, [](const auto& word) {
            return word.find("oanh nghiệp") != std::string::npos || word.find("ợp tác xã") != std::string::npos ||
                   word.find("Tổ chức") != std::string::npos;
        });
        if (!procedure_.for_people && !procedure_.for_businesses) procedure_.for_people = procedure_.for_businesses = true;
        EachObject(detail, "methods", [&](const json::object& item) {
            const auto channel = ChannelOf(TextOf(item, "channel"));
            if (!channel) return;
            const auto time = TextOf(item, "time"), fee = TextOf(item, "fee");
            Method method{*channel,
                          CleanDuration(time, procedure_.steps + "\n" + TextOf(item, "note")),
                          CleanFee(fee, rules_),
                          time,
                          fee,
                          ReplaceAll(TextOf(item, "note"), "<br>", "\n"),
                          KindOfFee(fee, rules_)};
            method.period_fee = CleanPeriodFee(fee);
            method.fee_each = FeeEach(fee);
            if (!method.period_fee)
                for (const auto& period : rules_.period_fees)
                    if (fee.find(period.words) != std::string::npos) method.fee_until = period.until;
            procedure_.methods.push_back(std::move(method));
        });
        EachObject(detail, "papers", [&](const json::object& item) {
            auto name = CleanPaperName(TextOf(item, "name"));
            if (name.empty()) return;
            Paper paper{CleanPaperName(TextOf(item, "group")), std::move(name), SmallNumber(item, "originals"),
                        SmallNumber(item, "copies"), TextOf(item, "form")};
            if (IsGuidance(paper, rules_))
                procedure_.guidance.push_back(std::move(paper.name));
            else
                procedure_.papers.push_back(std::move(paper));
        });
        EachObject(detail, "laws",
                   [&](const json::object& item) { procedure_.laws.push_back({TextOf(item, "title"), TextOf(item, "number")}); });
    }

    void ReadSummary() {
        for (const auto& word : TextsOf(row_, "channels"))
            if (const auto channel = ChannelOf(word))
                procedure_.methods.push_back(
                    {*channel, CleanDuration(TextOf(row_, "time")), std::nullopt, TextOf(row_, "time"), "", ""});
    }

    // What rules.yaml states of this procedure, in place of what the source says, whose words stay.
    void TakeStated() {
        for (const auto& fee : rules_.fees)
            for (auto& method : procedure_.methods)
                if (IsOneOf(procedure_.code, fee.codes) &&
                    std::ranges::find(fee.channels, method.channel) != fee.channels.end()) {
                    method.fee = fee.sum;
                    method.note = method.note.empty() ? fee.basis : method.note + "\n" + fee.basis;
                }
        for (const auto& relief : rules_.reliefs)
            if (IsOneOf(procedure_.domain, relief.domains) && !IsOneOf(procedure_.code, relief.except))
                for (const auto& group : relief.groups) procedure_.reliefs.push_back({group, relief.percent, relief.basis});
        for (const auto& time : rules_.times)
            if (IsOneOf(procedure_.code, time.codes))
                for (auto& method : procedure_.methods) {
                    method.duration = time.duration;
                    method.note = method.note.empty() ? time.basis : method.note + "\n" + time.basis;
                }
    }

    std::string ProcessOf() const {
        for (const auto& rule : rules_.processes)
            if ((rule.codes.empty() || IsOneOf(procedure_.code, rule.codes)) &&
                (rule.domains.empty() || IsOneOf(procedure_.domain, rule.domains)) &&
                (!rule.level || *rule.level == procedure_.level))
                return rule.process;
        return "specialist_leader";
    }

    void SayWhatLacks() {
        const auto say = [&](bool lacks, std::string_view what) {
            if (lacks) procedure_.lacking.emplace_back(what);
        };
        say(procedure_.steps.empty(), "trình tự");
        say(procedure_.papers.empty(), "thành phần hồ sơ");
        say(!procedure_.DurationFor(Channel::counter), "thời hạn");
        say(std::ranges::none_of(procedure_.methods, [](const auto& method) { return method.fee.has_value(); }),
            "mức phí rõ ràng");
        say(procedure_.laws.empty() && procedure_.laws_text.empty(), "căn cứ pháp lý");
        say(procedure_.results.empty(), "kết quả");
        say(procedure_.audience_text.empty(), "đối tượng");
        say(procedure_.issuer.empty(), "cơ quan công bố");
        say(procedure_.methods.empty(), "cách thực hiện");
    }

    const json::object& row_;
    const CatalogueRules& rules_;
    Procedure procedure_;
};

bool IsForeign(const Procedure& procedure, const CatalogueRules& rules) {
    if (procedure.issuer == rules.own) return false;
    return ContainsAny(procedure.issuer, rules.foreign) || ContainsAny(procedure.performer, rules.foreign);
}

bool IsExcluded(const Procedure& procedure, const CatalogueRules& rules) {
    return IsOneOf(procedure.issuer, rules.excluded_issuers) || IsOneOf(procedure.domain, rules.excluded_domains) ||
           ContainsAny(procedure.performer, rules.excluded_performers);
}

// Every performer is a central body: the ministry does it itself.
bool IsCentral(const Procedure& procedure, const CatalogueRules& rules) {
    bool any = false;
    const auto performers = ReplaceAll(procedure.performer, ",", ";");
    for (const auto performer : Split(performers, ';')) {
        if (Trim(performer).empty()) continue;
        if (ContainsAny(performer, rules.local) || !ContainsAny(performer, rules.central)) return false;
        any = true;
    }
    return any;
}

// Why the performer's words keep it off the province's list; empty when they do not.
std::string WhyLeftOut(const Procedure& procedure, const CatalogueRules& rules) {
    if (ContainsAny(procedure.performer, rules.other_provinces)) return "another province's body";
    return IsCentral(procedure, rules) ? "central bodies only" : "";
}

// Only a ministry's or a department's own work: nothing a commune or the province decides.
bool IsLocal(const Procedure& procedure, const json::object& row, const CatalogueRules& rules) {
    const auto levels = TextsOf(row, "levels");
    return IsOneOf("xa", levels) || IsOneOf("tinh", levels) || ContainsAny(procedure.performer, rules.commune_words) ||
           ContainsAny(procedure.performer, rules.province_words);
}

bool OpenOnline(const Procedure* procedure) {
    return procedure->Find(Channel::online) != nullptr;
}

// The demonstration's services: the online channel is open and the dossier is short makes them whole-process ones.
void AssignOnline(std::vector<Procedure*> candidates, const CatalogueRules& rules) {
    std::ranges::stable_sort(candidates, {}, [](const Procedure* procedure) {
        return std::pair(!OpenOnline(procedure) || procedure->papers.empty(), procedure->papers.size());
    });
    for (std::size_t index = 0; index < candidates.size(); ++index) {
        auto& procedure = *candidates[index];
        procedure.online = static_cast<int>(index) < rules.whole ? OnlineLevel::whole : OnlineLevel::partial;
        procedure.online_assigned = true;
        if (!OpenOnline(&procedure)) procedure.methods.push_back({Channel::online, std::nullopt, std::nullopt, "", "", ""});
    }
}

// Those on the national list first; the rest to the wanted number are the demonstration's.
void AssignNational(std::vector<Procedure*> candidates, const CatalogueRules& rules) {
    std::ranges::stable_sort(candidates, {},
                             [](const Procedure* procedure) { return std::pair(!procedure->national, procedure->code); });
    for (std::size_t index = 0; index < candidates.size(); ++index) {
        auto& procedure = *candidates[index];
        const bool wanted = static_cast<int>(index) < rules.national;
        procedure.national_assigned = wanted && !procedure.national;
        procedure.national = wanted;
    }
}

// A channel the source names can be used in part; more, or a channel it does not name, is the province's to state.
void OfferStated(const std::vector<Procedure*>& candidates) {
    for (auto* procedure : candidates)
        if (procedure->online_assigned) {
            procedure->online = OpenOnline(procedure) ? OnlineLevel::partial : OnlineLevel::information;
            procedure->online_assigned = false;
        }
}

void Publish(std::vector<Procedure*> candidates, const CatalogueRules& rules, Unstated unstated, CatalogueReport& report) {
    // Those in full first, then those of which least is unknown, each by code.
    std::ranges::stable_sort(candidates, {},
                             [](const Procedure* procedure) { return std::pair(procedure->lacking.size(), procedure->code); });
    if (unstated == Unstated::assigned) {
        if (candidates.size() > static_cast<std::size_t>(rules.total)) candidates.resize(static_cast<std::size_t>(rules.total));
        AssignOnline(candidates, rules);
        AssignNational(candidates, rules);
    } else {
        OfferStated(candidates);
    }
    for (auto* procedure : candidates) {
        procedure->published = true;
        report.whole += procedure->online == OnlineLevel::whole;
        report.partial += procedure->online == OnlineLevel::partial;
        report.national += procedure->national;
        for (const auto& what : procedure->lacking) ++report.lacking[what];
        report.guidance += static_cast<int>(procedure->guidance.size());
        ++report.published;
    }
}

}  // namespace

std::string CatalogueReport::Text() const {
    auto text = fmt::format(
        "{} procedures, {} in full\n{} left out as work of vertical state bodies, {} as other provinces' own, {} by their "
        "performers\n{} published: {} whole-process, {} partial, {} joined to the national portal\n",
        rows, full, excluded, foreign, left_out.size(), published, whole, partial, national);
    text += fmt::format("  {} sentences of guidance told apart from papers\n", guidance);
    for (const auto& [what, count] : lacking) text += fmt::format("  {} published without: {}\n", count, what);
    return text;
}

namespace {

class CatalogueReader {
  public:
    CatalogueReader(const CatalogueRules& rules, std::vector<WrongRow>& wrong) : rules_(rules), wrong_(wrong) {}

    Catalogue Read(std::string_view jsonl, Unstated unstated) {
        int line = 0;
        for (const auto text : Split(jsonl, '\n')) {
            ++line;
            if (!Trim(text).empty()) ReadLine(line, text);
        }
        std::vector<Procedure*> candidates;
        for (std::size_t index = 0; index < catalogue_.procedures.size(); ++index)
            if (candidate_[index]) candidates.push_back(&catalogue_.procedures[index]);
        Publish(std::move(candidates), rules_, unstated, catalogue_.report);
        return std::move(catalogue_);
    }

  private:
    void ReadLine(int line, std::string_view text) {
        boost::system::error_code error;
        const auto value = json::parse({text.data(), text.size()}, error);
        if (error || !value.is_object())
            return wrong_.push_back({line, Say("không phải là một đối tượng JSON ({1})", error.message())});
        const auto& row = value.as_object();
        auto procedure = RowReader(row, rules_).Read();
        if (procedure.code.empty() || procedure.name.empty()) return wrong_.push_back({line, Say("thủ tục phải có mã và tên")});
        if (!seen_.insert(procedure.code).second)
            return wrong_.push_back({line, Say("mã {1} đã có ở dòng trên", procedure.code)});
        Take(row, std::move(procedure));
    }

    void Take(const json::object& row, Procedure procedure) {
        auto& report = catalogue_.report;
        ++report.rows;
        report.full += row.contains("detail");
        const bool excluded = IsExcluded(procedure, rules_), foreign = IsForeign(procedure, rules_);
        report.excluded += excluded;
        report.foreign += foreign && !excluded;
        bool local = !excluded && !foreign && IsLocal(procedure, row, rules_);
        if (auto why = local ? WhyLeftOut(procedure, rules_) : ""; !why.empty()) {
            report.left_out.push_back({procedure.code, procedure.name, procedure.performer, std::move(why)});
            local = false;
        }
        candidate_.push_back(local);
        catalogue_.procedures.push_back(std::move(procedure));
    }

    const CatalogueRules& rules_;
    std::vector<WrongRow>& wrong_;
    Catalogue catalogue_;
    std::set<std::string> seen_;
    std::vector<bool> candidate_;
};

}  // namespace

Catalogue ReadGoodRows(std::string_view jsonl, const CatalogueRules& rules, Unstated unstated, std::vector<WrongRow>& wrong) {
    return CatalogueReader(rules, wrong).Read(jsonl, unstated);
}

Result<Catalogue> ReadCatalogue(std::string_view jsonl, std::string_view source, const CatalogueRules& rules, Unstated unstated) {
    std::vector<WrongRow> wrong;
    auto catalogue = ReadGoodRows(jsonl, rules, unstated, wrong);
    if (wrong.empty()) return catalogue;
    std::vector<std::string> faults;
    for (const auto& row : wrong) faults.push_back(fmt::format("{}:{}: {}", source, row.line, row.why.In(Language::english)));
    return std::unexpected(Refusal{"IMPORT_REFUSED", Say("Tệp có lỗi, chưa ghi gì cả: {1}", "\n" + Join(faults, "\n")), ""});
}

}  // namespace dongson::one_stop
