#include "modules/open_data/pages/choices.h"

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/domain/vocabulary.h"

namespace dongson::open_data {

std::vector<web::Choice> DomainChoices(const Sentence& none) {
    std::vector<web::Choice> choices{{"", none.Now(), ""}};
    for (const auto& domain : Vocabulary::Shipped().domains()) choices.push_back({domain.slug, domain.name, ""});
    return choices;
}

std::vector<web::Choice> PullPeriods() {
    std::vector<web::Choice> choices;
    for (const auto frequency : {Frequency::daily, Frequency::weekly, Frequency::monthly})
        choices.push_back({std::string(FrequencyWord(frequency)), Say(FrequencyName(frequency)).Now(), ""});
    return choices;
}

}  // namespace dongson::open_data
