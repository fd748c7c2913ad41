#include "modules/one_stop/actions/issue_paper.h"

#include <fmt/format.h>

#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/calendar/calendars.h"
#include "platform/files/files.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

// The name of the book beside the unit and the year, and what stands after the number on paper.
struct Series {
    std::string book, notation;
};

Series SeriesOf(const PaperContext& context, const Issue& issue) {
    if (issue.form == kResult) {
        const auto& result = ResultKindOf(context.procedure);
        const auto& kind = result.notation;
        if (result.book) return {kind, kind};
        return {kind == "KQ" ? "ket-qua" : kind, kind + "-" + context.Unit(issue.unit).notation};
    }
    const std::string series(FormSetOn(issue.at.LocalDate()).Find(issue.form)->series);
    return {series, series};
}

// The drawn paper among the files, or the file the result came as.
Result<files::File> Bytes(const Platform& platform, Transaction& tx, const Dossier& dossier, const IssuedPaper& paper,
                          const std::string& pdf) {
    if (paper.form == kResult && dossier.result_file) return files::FileStore::Find(tx, dossier.result_file).value();
    return KeepDrawn(platform, tx, pdf, fmt::format("{}-{}-{}.pdf", dossier.code, paper.form, paper.number), paper.issued);
}

}  // namespace

Result<files::File> KeepDrawn(const Platform& platform, Transaction& tx, const std::string& pdf, const std::string& name,
                              Instant at) {
    auto kept = platform.files.in_place() ? Result<files::FileStore::Kept>(*platform.files.in_place())
                                          : platform.files.KeepMade(pdf, name);
    if (!kept) return std::unexpected(kept.error());
    kept->name = files::CleanName(name);
    return files::FileStore::Record(tx, *kept, at);
}

PaperContext PaperContextOf(const Platform& platform, Transaction& tx, const Dossier& dossier,
                            std::vector<Happening> happenings) {
    PaperContext context;
    context.dossier = dossier;
    context.procedure = ProcedureStore(tx).Get(dossier.procedure).value_or(Procedure{});
    context.form = FormOf(tx, dossier, context.procedure);
    context.papers = DossierStore(tx).Papers(dossier.id);
    if (dossier.Has(Beside::together))
        for (const auto& person : CoApplicantStore(tx).OfDossier(dossier.id))
            if (person.number != dossier.person.number) context.together.push_back(person.name);
    context.calendar = platform.calendar.Now();
    context.base_url = platform.base_url;
    context.now = platform.clock.Now();
    const auto units = platform.units.Now();
    const auto add = [&](UnitId unit) {
        if (unit && !context.units.contains(unit)) context.units[unit] = OnPaper(*units, unit, context.now.LocalDate());
    };
    for (const auto unit : {dossier.intake, dossier.competent, dossier.department, dossier.holder}) add(unit);
    for (const auto& happening : happenings) add(happening.actor_unit), add(happening.to_unit);
    context.happenings = std::move(happenings);
    return context;
}

Result<IssuedPaper> IssuePaper(const Platform& platform, Transaction& tx, Dossier& dossier, const Happening& happening,
                               Issue issue) {
    auto context = PaperContextOf(platform, tx, dossier, {happening});
    context.units[issue.unit] = OnPaper(*platform.units.Now(), issue.unit, issue.at.LocalDate());
    if (issue.form == kReceipt) {
        auto handed_in = PaperStore(tx).HandedInWith(dossier.id);
        issue.components = std::move(handed_in.components);
        issue.sets = handed_in.sets;
    }
    const auto series = SeriesOf(context, issue);
    const int year = issue.at.LocalDate().Year();
    const auto* rule = FormSetOn(issue.at.LocalDate()).Find(issue.form);
    IssuedPaper paper{.id = FreshId(),
                      .event = happening.id,
                      .form = issue.form,
                      .rules = rule == nullptr ? "" : std::string(FormSetOn(issue.at.LocalDate()).circular),
                      .title = rule == nullptr ? ResultKindOf(context.procedure).title : std::string(rule->name),
                      .unit = issue.unit,
                      .series = series.book,
                      .year = year,
                      .number = numbering::NextOfYear(tx, issue.unit, series.book, year),
                      .notation = "",
                      .issued = issue.at,
                      .signer = issue.signer,
                      .said = "",
                      .file = {},
                      .digest = ""};
    // Decree 30/2020, appendix I: a number below 10 has a nought before it.
    paper.notation = issue.notation = fmt::format("{:02}/{}", paper.number, series.notation);
    const bool came_as_file = issue.form == kResult && dossier.result_file;
    Drawn drawn;
    if (!came_as_file && !platform.files.in_place()) {
        drawn = OfficialForm(context, issue);
        paper.said = drawn.said;
    }
    const auto file = Bytes(platform, tx, dossier, paper, drawn.pdf);
    if (!file) return std::unexpected(file.error());
    paper.file = file->id;
    paper.digest = file->digest;
    if (issue.form == kResult) {
        dossier.result_number = paper.notation;
        dossier.result_file = paper.file;
    }
    PaperStore(tx).Insert(dossier.id, paper);
    return paper;
}

}  // namespace dongson::one_stop
