#include "modules/one_stop/pages/process_trial_page.h"

#include <algorithm>

#include "core/text.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Html HeadOf(std::initializer_list<Sentence> columns) {
    Html cells;
    for (const auto& column : columns) cells += Render(R"(<th class="govuk-table__header" scope="col">{}</th>)", column);
    return Render(R"(<thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead>)", cells);
}

Html TableOf(std::initializer_list<Sentence> columns, const Html& rows) {
    return Render(R"(<table class="govuk-table ds-dense ds-stack">{}<tbody class="govuk-table__body">{}</tbody></table>)",
                  HeadOf(columns), rows);
}

Html Cell(const Sentence& label, const Html& value) {
    return Render(R"(<td class="govuk-table__cell" data-label="{}">{}</td>)", label, value);
}

Html CodeCell(const std::string& code) {
    return Render(R"(<th class="govuk-table__header ds-nowrap" scope="row" translate="no">{}</th>)", code);
}

Sentence GoesBy(std::int64_t edition) {
    return edition == 0 ? Say("bản kèm chương trình") : Say("phiên bản {1}", std::to_string(edition));
}

Html Judged(const TriedDossier& dossier) {
    if (dossier.stranded) return Render(R"({} {})", web::Tag(Say("Mắc lại"), web::TagColour::red), *dossier.stranded);
    return web::Tag(Say("Đi tiếp được"), web::TagColour::green);
}

Html StepRows(const ProcessTrial& trial) {
    return Each(trial.steps, [](const TriedStep& step) {
        return Render(R"(<tr class="govuk-table__row"><th class="govuk-table__header" scope="row">{}</th>{}{}</tr>)", step.name,
                      Cell(Say("Hồ sơ"), web::TextOf(Number(step.dossiers))),
                      Cell(Say("Mắc lại nếu chuyển"), web::TextOf(Number(step.stranded))));
    });
}

Html DossierRows(const ProcessTrial& trial) {
    return Each(trial.first, [](const TriedDossier& dossier) {
        return Render(R"(<tr class="govuk-table__row">{}{}{}{}{}</tr>)", CodeCell(dossier.code),
                      Cell(Say("Đang ở bước"), web::TextOf(dossier.step)),
                      Cell(Say("Đơn vị giữ"), web::InVietnamese(dossier.unit)),
                      Cell(Say("Đang theo"), Render(R"({})", GoesBy(dossier.edition))), Cell(Say("Nếu chuyển"), Judged(dossier)));
    });
}

Html MoreThanShown(std::int64_t all, std::size_t shown) {
    return When(all > static_cast<std::int64_t>(shown), [&] {
        return Render(R"(<p class="govuk-body-s">{}</p>)",
                      Say("và {1} hồ sơ khác.", Number(all - static_cast<std::int64_t>(shown))));
    });
}

std::string DueOf(Instant due) {
    return due == kNever ? "–" : due.LocalDate().Spoken();
}

}  // namespace

Html TrialOfProcess(const ProcessTrial& trial) {
    if (trial.open == 0) return Render(R"(<p class="govuk-body">Không có hồ sơ nào đang giải quyết theo quy trình này.</p>)");
    return Render(
        R"(<ul class="govuk-list govuk-list--bullet"><li>{}</li><li>{}</li></ul>{}{}{})",
        Say("{1} hồ sơ đang giải quyết theo quy trình này. Hồ sơ đi tiếp theo phiên bản nó đã bắt đầu; hồ sơ nộp từ ngày áp dụng theo phiên bản này.",
            Number(trial.open)),
        Say("{1} hồ sơ sẽ mắc lại nếu chuyển sang phiên bản này: những hồ sơ ấy không chuyển được.", Number(trial.stranded)),
        TableOf({Say("Đang ở bước"), Say("Hồ sơ"), Say("Mắc lại nếu chuyển")}, StepRows(trial)),
        web::Details(Say("Từng hồ sơ"),
                     TableOf({Say("Mã hồ sơ"), Say("Đang ở bước"), Say("Đơn vị giữ"), Say("Đang theo"), Say("Nếu chuyển")},
                             DossierRows(trial))),
        MoreThanShown(trial.open, trial.first.size()));
}

Html ReplayOfProcess(const ProcessReplay& replay, int days) {
    const auto impossible = Each(replay.impossible_first, [](const ReplayedImpossible& row) {
        return Render(R"(<tr class="govuk-table__row">{}{}{}</tr>)", CodeCell(row.code),
                      Cell(Say("Việc đã làm"), web::TextOf(row.what)),
                      Cell(Say("Vì sao không còn làm được"), Render(R"({})", row.why)));
    });
    const auto due = Each(replay.due_first, [](const ReplayedDue& row) {
        return Render(R"(<tr class="govuk-table__row">{}{}{}</tr>)", CodeCell(row.code),
                      Cell(Say("Đã hẹn"), web::TextOf(DueOf(row.was))), Cell(Say("Sẽ hẹn"), web::TextOf(DueOf(row.is))));
    });
    return Render(
        R"(<ul class="govuk-list govuk-list--bullet"><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul>{}{}{}
        <p class="govuk-body-s">Xem lại thứ tự việc, số lần, lý do và thời hạn. Không xem lại điều kiện của
        từng việc và ai đã làm: nay không còn gì cho biết lúc ấy thế nào.</p>)",
        Say("{1} hồ sơ kết thúc trong {2} ngày qua, {3} việc.", Number(replay.dossiers), std::to_string(days),
            Number(replay.happenings)),
        Say("{1} việc không còn làm được, ở {2} hồ sơ.", Number(replay.impossible), Number(replay.stopped)),
        Say("{1} hồ sơ có ngày hẹn trả khác.", Number(replay.due_differs)),
        Say("{1} hạn của từng bước khác đi.", Number(replay.steps_differ)),
        When(replay.more, [] { return Render(R"(<p class="govuk-body">Chỉ xem những hồ sơ kết thúc gần nhất.</p>)"); }),
        When(!impossible.empty(),
             [&] {
                 return Render(R"(<h2 class="govuk-heading-m">Việc không còn làm được</h2>{})",
                               TableOf({Say("Mã hồ sơ"), Say("Việc đã làm"), Say("Vì sao không còn làm được")}, impossible));
             }),
        When(!due.empty(), [&] {
            return Render(R"(<h2 class="govuk-heading-m">Ngày hẹn trả khác đi</h2>{})",
                          TableOf({Say("Mã hồ sơ"), Say("Đã hẹn"), Say("Sẽ hẹn")}, due));
        }));
}

Html ChoiceOfDossiers(const ProcessTrial& trial, const std::vector<std::string>& chosen) {
    if (trial.open == 0) return {};
    const auto rows = Each(trial.first, [&](const TriedDossier& dossier) {
        const bool ticked = std::ranges::find(chosen, dossier.code) != chosen.end();
        const auto id = "ho_so-" + dossier.code;
        const auto box = dossier.stranded
                             ? Judged(dossier)
                             : Render(
                                   R"(<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">
                                   <input class="govuk-checkboxes__input" type="checkbox" id="{}" name="ho_so" value="{}" {}>
                                   <label class="govuk-label govuk-checkboxes__label"
                                   for="{}">Chuyển<span class="govuk-visually-hidden"> {}</span></label></div></div>)",
                                   id, dossier.code, web::Flag::Checked(ticked), id, dossier.code);
        return Render(R"(<tr class="govuk-table__row">{}{}{}{}{}</tr>)", CodeCell(dossier.code),
                      Cell(Say("Đang ở bước"), web::TextOf(dossier.step)),
                      Cell(Say("Đơn vị giữ"), web::InVietnamese(dossier.unit)),
                      Cell(Say("Đang theo"), Render(R"({})", GoesBy(dossier.edition))), Cell(Say("Chọn"), box));
    });
    return Render(R"({}{})",
                  TableOf({Say("Mã hồ sơ"), Say("Đang ở bước"), Say("Đơn vị giữ"), Say("Đang theo"), Say("Chọn")}, rows),
                  MoreThanShown(trial.open, trial.first.size()));
}

}  // namespace dongson::one_stop
