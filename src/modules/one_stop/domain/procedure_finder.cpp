#include "modules/one_stop/domain/procedure_finder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>

#include "core/text.h"
#include "modules/one_stop/domain/procedure_scores.h"

namespace dongson::one_stop {

namespace {

constexpr double kEmptyShare = 0.12, kGuessShare = 0.75, kPairShare = 0.5, kAccentShare = 0.35;
constexpr double kUnknownWeight = 4, kUnknownInEnglish = 2;
constexpr double kSaidEnough = 0.45, kElsewhereEnough = 0.55, kSurelyElsewhere = 0.8, kPartly = 0.5, kSaidAtLeast = 0.25;
// A document with less of the question cannot score kSaidAtLeast: 0.39 to the power of 1.5 is 0.244.
constexpr double kLeastAsked = 0.39;
// How a name holds what was asked: every word of it, or these beside each other as they were asked, but for rounding.
constexpr std::uint8_t kEvery = 1, kEveryInOrder = 2;
constexpr float kAlmostAll = 0.999F;
constexpr std::size_t kMostElsewhere = 2;

std::size_t Mixed(std::size_t digest, std::size_t with) {
    return (digest ^ with) * 0x9e3779b97f4a7c15ULL + (digest >> 29);
}
std::size_t WordTerm(std::string_view letters) {
    return Mixed(std::hash<std::string_view>{}(letters), 1);
}
std::size_t AccentTerm(std::string_view accented) {
    return Mixed(std::hash<std::string_view>{}(accented), 2);
}
std::size_t PairTerm(std::string_view first, std::string_view second) {
    return Mixed(Mixed(std::hash<std::string_view>{}(first), 3), std::hash<std::string_view>{}(second));
}

std::string DigitsOf(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

// The digits of a code, when nothing else was asked for: "1.001193", "1 001193", "1.001193.000.00.00.H56", "mã 1.001193.H56".
std::string CodeIn(std::string_view text) {
    constexpr std::size_t kFewest = 4, kWhole = 7;
    if (text.find_first_of("0123456789") == std::string_view::npos) return {};
    auto typed = Fold(text);
    for (const std::string_view said : {"ma thu tuc ", "ma tthc ", "tthc ", "ma "})
        if (typed.starts_with(said)) typed.erase(0, said.size());
    if (const auto province = typed.rfind('h'); province != std::string::npos && typed.size() - province <= 3)
        typed.erase(province);
    if (typed.find_first_not_of("0123456789 ") != std::string::npos) return {};
    auto digits = DigitsOf(typed);
    if (digits.size() > kWhole && digits.find_first_not_of('0', kWhole) == std::string::npos) digits.resize(kWhole);
    return digits.size() < kFewest ? "" : digits;
}

std::string_view WithoutHead(std::string_view name) {
    constexpr std::string_view kHead = "thủ tục ";
    return name.starts_with(kHead) ? name.substr(kHead.size()) : name;
}

// What was typed, and a name, as they are compared: small letters, one blank between words, no mark around them.
std::string AsName(std::string_view text) {
    auto name = Lower(OneSpaced(text));
    constexpr std::string_view kMarks[] = {" ", "?", "!", ".", ",", ";", ":", "\"", "…", "“", "”"};
    for (bool again = true; again;) {
        again = false;
        for (const auto mark : kMarks) {
            if (name.ends_with(mark)) again = true, name.erase(name.size() - mark.size());
            if (name.starts_with(mark)) again = true, name.erase(0, mark.size());
        }
    }
    return name;
}

}  // namespace

ProcedureFinder::ProcedureFinder(const std::vector<NamedProcedure>& procedures, const EverydayWords& words)
    : ProcedureFinder(procedures, words, true) {
    english_.reset(new ProcedureFinder(procedures, words.english, false));
}

ProcedureFinder::ProcedureFinder(const std::vector<NamedProcedure>& procedures, const Speech& speech, bool official)
    : speech_(speech), reader_(speech) {
    std::map<std::string, std::uint32_t, std::less<>> by_code;
    for (std::uint32_t index = 0; index < procedures.size(); ++index) {
        const auto& procedure = procedures[index];
        codes_.push_back(DigitsOf(procedure.code));
        const auto name = AsName(procedure.name);
        const auto begin = static_cast<std::uint32_t>(letters_.size());
        letters_ += name;
        const auto end = static_cast<std::uint32_t>(letters_.size());
        names_.push_back({begin, end - static_cast<std::uint32_t>(WithoutHead(name).size()), end});
        by_code[procedure.code] = index;
        if (official) Add(procedure.name, procedure.domain, {.target = index, .rank = 0, .official = true, .weight = 0});
    }
    for (const auto& saying : speech.sayings)
        for (const auto& phrase : saying.phrases)
            for (std::size_t rank = 0; rank < saying.codes.size(); ++rank)
                if (const auto found = by_code.find(saying.codes[rank]); found != by_code.end())
                    Add(phrase, "",
                        {.target = found->second, .rank = static_cast<std::uint16_t>(rank), .official = false, .weight = 0});
    for (std::uint32_t index = 0; index < speech.elsewhere.size(); ++index)
        for (const auto& phrase : speech.elsewhere[index].phrases)
            Add(phrase, "",
                {.target = static_cast<std::uint32_t>(names_.size()) + index, .rank = 0, .official = false, .weight = 0});
    spelling_.Prepare();
    Weigh();
}

// The words of `more` are found too, but make no name longer.
void ProcedureFinder::Add(std::string_view name, std::string_view more, Document document) {
    const auto number = static_cast<std::uint32_t>(documents_.size());
    auto words = reader_.Read(AsName(name));
    const auto post = [&](const std::vector<QuestionWord>& list) {
        const QuestionWord* before = nullptr;
        for (const auto& word : list) {
            posted_.emplace_back(WordTerm(word.letters), number);
            if (!word.accented.empty()) posted_.emplace_back(AccentTerm(word.accented), number);
            spelling_.Learn(word.letters);
            if (word.empty) continue;
            if (before != nullptr) posted_.emplace_back(PairTerm(before->letters, word.letters), number);
            before = &word;
        }
    };
    post(words);
    if (!more.empty()) {
        auto& read = fields_[std::string(more)];
        if (read.empty()) read = reader_.Read(AsName(more));
        post(read);
    }
    documents_.push_back(document);
    words_.push_back(std::move(words));
}

void ProcedureFinder::Weigh() {
    std::ranges::sort(posted_);
    posted_.erase(std::ranges::unique(posted_).begin(), posted_.end());
    for (std::uint32_t at = 0; at < posted_.size();) {
        auto end = at;
        while (end < posted_.size() && posted_[end].first == posted_[at].first) ++end;
        // Rare words say more.
        const auto weight = std::log1p(static_cast<double>(documents_.size()) / (end - at));
        ranges_[posted_[at].first] = {at, end, weight};
        at = end;
    }
    postings_.reserve(posted_.size());
    for (const auto& [term, document] : posted_) postings_.push_back(document);
    for (std::size_t number = 0; number < documents_.size(); ++number) {
        double weight = 0;
        const QuestionWord* before = nullptr;
        for (const auto& word : words_[number]) {
            weight += RangeOf(WordTerm(word.letters)).weight * (word.empty ? kEmptyShare : 1);
            if (word.empty) continue;
            if (before != nullptr) weight += kPairShare * RangeOf(PairTerm(before->letters, word.letters)).weight;
            before = &word;
        }
        documents_[number].weight = static_cast<float>(std::max(weight, 0.1));
    }
    words_ = {};
    fields_ = {};
    posted_ = {};
}

ProcedureFinder::Range ProcedureFinder::RangeOf(Term term) const {
    const auto found = ranges_.find(term);
    return found == ranges_.end() ? Range{} : found->second;
}

// Much of English is not among some hundred sayings.
double ProcedureFinder::UnknownWeight() const {
    return english_ != nullptr ? kUnknownWeight : kUnknownInEnglish;
}

bool ProcedureFinder::ArePair(const std::string& first, const std::string& second) const {
    return ranges_.contains(PairTerm(first, second));
}

bool ProcedureFinder::IsUnknownNumber(const std::string& letters) const {
    return letters.find_first_not_of("0123456789") == std::string::npos && !spelling_.Knows(letters);
}

// "bao" is no word of its own in "bao nhiêu", but it is in "báo tử": without accents its neighbour tells.
bool ProcedureFinder::SaysMore(const std::vector<QuestionWord>& words, std::size_t at) const {
    const auto& word = words[at];
    if (!word.accented.empty()) return false;
    return (at > 0 && !words[at - 1].empty && ArePair(words[at - 1].letters, word.letters)) ||
           (at + 1 < words.size() && !words[at + 1].empty && ArePair(word.letters, words[at + 1].letters));
}

std::vector<ProcedureFinder::Asked> ProcedureFinder::Understand(std::string_view lower) const {
    std::vector<Asked> words;
    const auto read = reader_.Read(lower);
    const bool only_empty = std::ranges::all_of(read, &QuestionWord::empty);
    for (std::size_t at = 0; at < read.size() && words.size() < 16; ++at) {
        const auto& word = read[at];
        const bool empty = !only_empty && (IsUnknownNumber(word.letters) || (word.empty && !SaysMore(read, at)));
        words.push_back({word.letters, word.accented, empty ? kEmptyShare : 1, empty});
    }
    for (std::size_t at = 0; at < words.size(); ++at)
        if (!words[at].empty) Correct(words, at);
    return words;
}

// A word nobody uses, and one that nobody uses beside its neighbours, was perhaps another.
void ProcedureFinder::Correct(std::vector<Asked>& words, std::size_t at) const {
    auto& word = words[at];
    if (word.letters.find_first_of("0123456789") != std::string::npos) return;
    const Asked *before = nullptr, *after = nullptr;
    for (auto each = at; each-- > 0 && before == nullptr;)
        if (!words[each].empty) before = &words[each];
    for (auto each = at + 1; each < words.size() && after == nullptr; ++each)
        if (!words[each].empty) after = &words[each];
    const auto fits = [&](const std::string& letters) {
        return (before != nullptr && ArePair(before->letters, letters)) || (after != nullptr && ArePair(letters, after->letters));
    };
    const bool known = spelling_.Knows(word.letters);
    if (known && (fits(word.letters) || (before == nullptr && after == nullptr))) return;
    if (known && !word.accented.empty() && ranges_.contains(AccentTerm(word.accented))) return;
    const auto readings = spelling_.Readings(word.letters, at + 1 == words.size());
    auto chosen = std::ranges::find_if(readings, fits);
    if (chosen == readings.end()) {
        if (known || readings.empty()) return;
        chosen = readings.begin();
    }
    word.letters = *chosen;
    word.accented.clear();
    word.share *= kGuessShare;
}

// The scores stand until this thread is asked again.
const ProcedureFinder::Scores& ProcedureFinder::Score(const std::vector<Asked>& words) const {
    struct Addition {
        std::span<const std::uint32_t> holders;
        double weight;
        float Scores::Score::* to;
    };
    thread_local Scores scores;
    thread_local std::vector<Addition> full, besides;
    full.clear();
    besides.clear();
    scores.Begin(documents_.size());
    double open = 0;  // what a document can still score
    const auto add = [&](std::vector<Addition>& to, const Range& range, double weight, float Scores::Score::* part) {
        if (part == &Scores::Score::words) scores.most += weight;
        open += weight;
        if (range.begin != range.end)
            to.push_back({std::span(postings_).subspan(range.begin, range.end - range.begin), weight, part});
    };
    const Asked* before = nullptr;
    std::vector<Term> seen;
    for (const auto& word : words) {
        const auto term = WordTerm(word.letters);
        if (std::ranges::find(seen, term) != seen.end()) continue;
        seen.push_back(term);
        const auto range = RangeOf(term);
        scores.asked_words += (range.weight > 0 ? range.weight : UnknownWeight()) * (word.empty ? kEmptyShare : 1);
        scores.full += !word.empty;
        add(word.empty ? besides : full, range, range.weight * word.share, &Scores::Score::words);
        if (!word.accented.empty()) {
            const auto accented = RangeOf(AccentTerm(word.accented));
            const auto accent = kAccentShare * word.share * accented.weight;
            scores.asked_accents += accent;
            add(besides, accented, accent, &Scores::Score::accents);
        }
        if (word.empty) continue;
        if (before != nullptr) {
            const auto pair = RangeOf(PairTerm(before->letters, word.letters));
            const auto pair_weight = kPairShare * std::min(before->share, word.share) * pair.weight;
            scores.asked_words += pair_weight;
            add(besides, pair, pair_weight, &Scores::Score::words);
        }
        before = &word;
    }
    // The rarest first: what holds every full word holds it, and once a document could no longer say enough of the question by
    // the words that are left, the common ones of thousands find no more. Sums in float round at most that much.
    constexpr double kRounding = 0.999;
    const auto least = kRounding * kLeastAsked * (scores.asked_words + scores.asked_accents);
    std::ranges::stable_sort(full, std::greater<>{}, &Addition::weight);
    bool first = true;
    for (const auto& [holders, weight, to] : full) {
        if (std::exchange(first, false) || open >= least)
            scores.Say(holders, weight);
        else
            scores.SayAgain(holders, weight);
        open -= weight;
    }
    for (const auto& [holders, weight, to] : besides) scores.AddWhereSaid(holders, weight, to);
    return scores;
}

// Beyond what its words say: the name as it was typed. `in_order`: it has the words beside each other, as they were asked.
double ProcedureFinder::Exactness(std::uint32_t procedure, std::string_view lower, bool in_order) const {
    const auto& [begin, behind_head, end] = names_[procedure];
    const auto name = std::string_view(letters_).substr(begin, end - begin), bare = name.substr(behind_head - begin);
    if (name == lower || bare == lower) return 1;
    if (bare.starts_with(lower) || name.starts_with(lower)) return 0.15;
    if (!in_order) return 0;
    return ::memmem(name.data(), name.size(), lower.data(), lower.size()) != nullptr ? 0.1 : 0;
}

Findings ProcedureFinder::Rank(std::string_view lower, const Scores& scores, std::size_t in_order) const {
    const auto count = names_.size();
    thread_local std::vector<double> best;  // of each procedure, then of others' work
    thread_local std::vector<std::uint8_t> whole;
    best.assign(count + speech_.elsewhere.size(), 0);
    whole.assign(count, 0);
    std::vector<std::uint32_t> likely;  // the procedures with a score
    double highest = 0;
    bool any_whole = false;
    const auto of_question = 1 / (scores.asked_words + scores.asked_accents);
    for (const auto number : std::span(scores.found).first(scores.said)) {
        const auto& of = scores.documents[number];
        const auto asked = (of.words + of.accents) * of_question;
        if (asked < kLeastAsked && of.matched < scores.full) continue;
        const auto& document = documents_[number];
        const bool has_all = document.official && of.matched >= scores.full;
        const auto said = std::min(1.0, static_cast<double>(of.words / document.weight));
        const auto score = asked * std::sqrt(asked) * (0.5 + 0.5 * std::sqrt(said)) - 0.002 * document.rank;
        if (has_all) {
            any_whole = true;
            whole[document.target] |= of.words >= kAlmostAll * scores.most ? kEveryInOrder : kEvery;
        }
        auto& so_far = best[document.target];
        if (so_far == 0 && score > 0 && document.target < count) likely.push_back(document.target);
        so_far = std::max(so_far, score);
        highest = std::max(highest, score);
    }
    // Where others surely do it, what only holds the same words is no answer.
    const auto works = std::span<const double>(best).subspan(count);
    const auto others = works.empty() ? 0 : std::ranges::max(works);
    const auto least = others >= kSurelyElsewhere ? kPartly * others : 0;
    std::vector<std::pair<double, std::uint32_t>> found;
    for (const auto procedure : likely) {
        const auto score = best[procedure];
        if (score <= least) continue;
        const bool near = score >= kPartly * highest && score >= (any_whole ? kSaidEnough : kSaidAtLeast);
        // A name that holds what was typed has every word of it.
        const auto has = whole[procedure];
        if (has != 0 || near)
            found.emplace_back(-score - (has != 0 ? Exactness(procedure, lower, (has & kEveryInOrder) != 0) : 0), procedure);
    }
    const auto ordered = std::clamp<std::size_t>(in_order, std::min<std::size_t>(found.size(), 1), found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(ordered));
    Findings findings;
    findings.procedures.reserve(found.size());
    for (const auto& [score, procedure] : found) findings.procedures.push_back(procedure);
    const auto first = found.empty() ? 0 : -found.front().first;
    findings.elsewhere = Others(works, 0.9 * std::min(first, 1.0));
    return findings;
}

// Those who do what was asked for; scores of everybody else's work.
std::vector<const OthersWork*> ProcedureFinder::Others(std::span<const double> scores, double least) const {
    std::vector<std::pair<double, const OthersWork*>> others;
    for (std::size_t index = 0; index < scores.size(); ++index)
        if (scores[index] >= std::max(kElsewhereEnough, least)) others.emplace_back(-scores[index], &speech_.elsewhere[index]);
    std::ranges::stable_sort(others, {}, &std::pair<double, const OthersWork*>::first);
    std::vector<const OthersWork*> found;
    for (const auto& [score, other] : others)
        if (found.size() < kMostElsewhere) found.push_back(other);
    return found;
}

Findings ProcedureFinder::ByCode(std::string_view digits) const {
    Findings findings;
    for (std::uint32_t index = 0; index < codes_.size(); ++index)
        if (codes_[index].starts_with(digits)) findings.procedures.push_back(index);
    for (std::uint32_t index = 0; index < codes_.size(); ++index)
        if (!codes_[index].starts_with(digits) && codes_[index].find(digits) != std::string::npos)
            findings.procedures.push_back(index);
    return findings;
}

Findings ProcedureFinder::Find(std::string_view text, std::size_t in_order) const {
    if (const auto digits = CodeIn(text); !digits.empty()) return ByCode(digits);
    const auto lower = AsName(text);
    return IsEnglish(lower) ? english_->FindSaid(lower, in_order) : FindSaid(lower, in_order);
}

Findings ProcedureFinder::FindSaid(std::string_view lower, std::size_t in_order) const {
    const auto words = Understand(lower);
    return words.empty() ? Findings{} : Rank(lower, Score(words), in_order);
}

// Known as typed, or with a slip of the finger; the last one may not be finished.
bool ProcedureFinder::MaySay(const std::string& word, bool last) const {
    constexpr std::size_t kLongEnough = 5;
    return spelling_.Knows(word) || (word.size() >= kLongEnough && !spelling_.Readings(word, last).empty());
}

// More words that only English has than words that only Vietnamese has. What both could say counts for neither.
bool ProcedureFinder::IsEnglish(std::string_view lower) const {
    if (std::ranges::any_of(lower, [](char c) { return (c & 0x80) != 0; })) return false;
    const auto words = english_->reader_.Read(lower);
    std::size_t english = 0, vietnamese = 0;
    for (const auto& word : words) {
        if (word.empty) continue;
        const bool syllable = IsSyllable(word.letters);
        if (!syllable && english_->MaySay(word.letters, &word == &words.back()))
            ++english;
        else if (syllable ? !english_->spelling_.Knows(word.letters) : spelling_.Knows(word.letters))
            ++vietnamese;
    }
    return english > vietnamese;
}

}  // namespace dongson::one_stop
