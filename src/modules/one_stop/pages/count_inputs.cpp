#include "modules/one_stop/pages/count_inputs.h"

#include <algorithm>

#include "core/text.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

// How many of a component, in originals, certified copies and plain copies.
Html CountInputs(const Paper& paper, int component, const std::vector<ComponentCount>& counted, const Refusals& faults,
                 const std::string& prefix) {
    const auto found = std::ranges::find(counted, component, &ComponentCount::component);
    const auto count = found == counted.end() ? ComponentCount{} : *found;
    const auto input = [&](const char* name, const Sentence& label, int number) {
        return web::TextInput({prefix + name + std::to_string(component), label, {}, &faults, false},
                              number > 0 ? std::to_string(number) : std::string(),
                              {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "2"});
    };
    return Render(
        R"(<fieldset class="govuk-fieldset ds-counts"><legend class="govuk-fieldset__legend"><span lang="vi">{}</span>
        </legend>{}{}{}</fieldset>)",
        Shorten(paper.name, 120), input("chinh_", Say("Bản chính"), count.originals),
        input("chung_thuc_", Say("Bản chứng thực"), count.certified), input("sao_", Say("Bản sao"), count.copies));
}

Html SetsInput(int sets, const Refusals& faults) {
    return Render(R"(<div class="ds-counts">{}</div>)",
                  web::TextInput({"so_bo", Say("Số bộ hồ sơ"), {}, &faults, false}, std::to_string(sets),
                                 {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "2"}));
}

}  // namespace dongson::one_stop
