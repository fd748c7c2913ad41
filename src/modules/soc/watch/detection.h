// Everything that is needed to judge events, made whole and then never changed: rules, their settings and exceptions. A new one
// takes its place when something of it changes, while events go on coming.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/source.h"
#include "modules/soc/engine/detector.h"
#include "modules/soc/engine/rule_reader.h"
#include "modules/soc/intelligence/recogniser.h"
#include "modules/soc/normalise/normaliser.h"

namespace dongson::soc {

// A rule that does not hold where this does.
struct RuleException {
    std::int64_t id = 0;
    std::string rule;   // an id; empty: every rule
    std::string query;  // as analysts write it
    Instant expires;
};

// The sources that a rule is kept to; all of them where nothing is named.
struct RuleReach {
    std::set<std::string> groups;
    std::set<UnitId> units;
    bool Holds(const Source* source) const;
};

struct DetectionParts {
    bool shipped = true;                                         // SigmaHQ's rules and ours
    std::vector<std::pair<std::string, std::string>> own_rules;  // name and YAML
    std::set<std::string> off;                                   // ids of rules that are switched off
    std::map<std::string, RuleReach> reach;                      // by id of rules that are kept to some sources
    std::vector<RuleException> exceptions;
    std::shared_ptr<const IndicatorSet> indicators;  // none when empty
};

class Detection {
  public:
    explicit Detection(const DetectionParts& parts);
    Detection(const Detection&) = delete;
    Detection& operator=(const Detection&) = delete;

    const RuleBook& book() const { return book_; }
    const LogSources& sources() const { return sources_; }
    const Detector& detector() const { return *detector_; }
    const Normaliser& normaliser() const { return *normaliser_; }
    const Recogniser& recogniser() const { return *recogniser_; }

    // Whether a hit counts: the rule is on, for this source, and no exception holds for the event now.
    bool Counts(std::uint32_t rule, const Source* source, const Event& event, Instant now) const;
    // The same of a correlation: it is no event, so exceptions can ask it for what it is grouped by, or for nothing.
    bool Counts(const Correlation& correlation, const std::vector<std::string>& group, Instant now) const;
    // Whether an exception of everything, or of this rule that is none of the book's, holds for the event now.
    bool Excepted(std::string_view rule, const Event& event, Instant now) const;
    // Whom an event is about; the source when it does not say.
    Entity EntityOf(const Event& event, std::string_view source) const;
    // What exceptions could not be read, by their id.
    const std::map<std::int64_t, std::string>& faults() const { return faults_; }

  private:
    struct Setting {
        bool off = false;
        RuleReach reach;
        std::vector<std::size_t> exceptions;  // of this rule alone
    };
    struct Compiled {
        Condition condition;
        Instant expires;
    };
    bool Excepted(const std::vector<std::size_t>& exceptions, const Event& event, Instant now) const;

    RuleBook book_;
    LogSources sources_;
    std::unique_ptr<Normaliser> normaliser_;
    std::unique_ptr<Detector> detector_;
    std::unique_ptr<Recogniser> recogniser_;
    std::vector<Setting> settings_;  // by rule
    std::set<std::string> off_;
    std::vector<Compiled> exceptions_;
    std::vector<std::size_t> everywhere_;                                   // exceptions of every rule
    std::map<std::string, std::vector<std::size_t>, std::less<>> of_rule_;  // exceptions of one
    std::map<std::int64_t, std::string> faults_;
    FieldId channel_, address_, host_;
};

}  // namespace dongson::soc
