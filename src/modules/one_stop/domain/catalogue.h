// From the noisy national catalogue to the province's own list, by rules that can be read (data/procedures/rules.yaml).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/procedure.h"

namespace dongson::one_stop {

struct ProcessRule {
    std::string process;
    std::vector<std::string> codes;            // empty: any
    std::vector<std::string> domains;          // empty: any
    std::optional<organisation::Level> level;  // absent: any
};

// What is stated beside the source, each with the text it follows.
struct StatedFee {
    std::vector<std::string> codes;
    std::vector<Channel> channels;
    std::int64_t sum = 0;
    std::string basis;
};
struct StatedRelief {
    std::vector<std::string> domains, except, groups;  // procedures of these domains, but not those codes
    int percent = 100;
    std::string basis;
};
struct StatedTime {
    std::vector<std::string> codes;
    calendar::Duration duration;
    std::string basis;
};
struct PeriodWords {
    std::string words;
    Date until;
};

struct CatalogueRules {
    std::string version;
    Date valid_from;
    std::vector<std::string> excluded_issuers, excluded_domains, excluded_performers, foreign;
    std::vector<std::string> central, local, other_provinces;  // words of performers
    std::string own;
    std::vector<std::string> commune_words, province_words;
    std::vector<std::string> guidance_openings;  // how sentences begin that are no papers
    std::size_t longest_paper = 240;             // characters; what is longer is a sentence
    std::vector<std::string> fee_neither, charge_words, fee_words;
    // Words that say "free"; words that, beside them, say that something is charged after all or that only some are free; words
    // by which a sum beside them is not the sum that is charged.
    std::vector<std::string> free_says, free_denied_by, sum_denied_by;
    std::vector<StatedFee> fees;
    std::vector<StatedRelief> reliefs;
    std::vector<StatedTime> times;
    std::vector<PeriodWords> period_fees;
    int total = 0, whole = 0, partial = 0, national = 0;
    std::map<std::string, std::string, std::less<>> departments;
    std::string department_otherwise;
    std::vector<ProcessRule> processes;
    std::map<std::string, std::string> processes_before;
};

CatalogueRules ParseRules(std::string source, std::string_view yaml, DefinitionErrors& errors);

// The time a text allows: "5 ngày làm việc", "30 Ngày", "0.5 ngày", "8 giờ làm việc". Nothing when it says none. What stands
// beside it, the steps and the note, may say which hours are meant.
std::optional<calendar::Duration> CleanDuration(std::string_view text, std::string_view beside = "");
// The sum a text asks: "120,000 VNĐ(…)", "Miễn phí". Nothing when it is unclear: where the words beside it speak of a fee ("Miễn
// phí(Lệ phí do HĐND tỉnh quyết định)"), name another sum or several, or where thousands were lost ("125 VNĐ").
std::optional<std::int64_t> CleanFee(std::string_view text, const CatalogueRules& rules);

// The other sum of a period that a text names beside the ordinary one; nothing where it names several, or calls it free.
std::optional<PeriodFee> CleanPeriodFee(std::string_view text);
// Of what each costs the sum: "trang" of "2,000 Việt Nam Đồng(/trang)".
std::string FeeEach(std::string_view text);

// Which of the two the text of a sum speaks of, by the first rule whose word it holds.
FeeKind KindOfFee(std::string_view text, const CatalogueRules& rules);
// Whether a row among the papers is a sentence of guidance.
bool IsGuidance(const Paper& paper, const CatalogueRules& rules);

// A procedure left out of the province's list, though its level would have it there.
struct LeftOut {
    std::string code, name, performer, why;
};

struct CatalogueReport {
    int rows = 0, full = 0, guidance = 0, excluded = 0, foreign = 0, published = 0, whole = 0, partial = 0, national = 0;
    std::map<std::string, int> lacking;  // what → how many published rows lack it
    std::vector<LeftOut> left_out;       // by the performer's words: central bodies, other provinces
    std::string Text() const;
};

struct Catalogue {
    std::vector<Procedure> procedures;
    CatalogueReport report;
};

// Reads JSON lines. A broken line refuses the whole file, each fault by its line.
// What no source states: an online channel, its level, a joining to the national portal. The demonstration is given them,
// labelled; a province in earnest offers only what the rows state ("online": "whole" or "partial", "national": true).
enum class Unstated : unsigned char { assigned, not_offered };

Result<Catalogue> ReadCatalogue(std::string_view jsonl, std::string_view source, const CatalogueRules& rules, Unstated unstated);

// A row that cannot be read, and why.
struct WrongRow {
    int line = 0;
    Sentence why;
};
// The same, but a wrong row is left out and told instead of refusing the file.
Catalogue ReadGoodRows(std::string_view jsonl, const CatalogueRules& rules, Unstated unstated, std::vector<WrongRow>& wrong);

}  // namespace dongson::one_stop
