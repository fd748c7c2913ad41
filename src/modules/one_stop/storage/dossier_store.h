#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/dossier_words.h"
#include "modules/one_stop/domain/draft.h"
#include "modules/one_stop/domain/figures.h"
#include "storage/database.h"

namespace dongson::one_stop {

struct DraftRow {
    DraftId id;
    std::string procedure_name, procedure_code;
    Instant changed;
};

// A dossier, or a task, as whoever divides a unit's work sees it.
struct WorkLine {
    std::string code;
    std::int64_t version = 0;
    std::string procedure, person;
    AccountId assignee;
    Instant nearest = kNever;  // of both deadlines
    bool is_task = false;      // and no dossier: its title, and who gave it
};

class DossierStore {
  public:
    explicit DossierStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const Dossier& dossier);
    // False when the version is not the one that was read: someone else was faster.
    bool Update(const Dossier& dossier);
    std::optional<Dossier> Get(std::string_view code);
    // Without telephone, e-mail and what was answered, which nobody is told who tracks it.
    std::optional<Dossier> GetToTrack(std::string_view code);
    // Locks it for the rest of the transaction where the database can.
    std::optional<Dossier> GetToChange(std::string_view code);
    // Theirs, and those they act in by a mandate that is in force that day.
    std::vector<Dossier> OfAccount(AccountId account, Date today, int rows);
    // The newest dossier of a person that the unit may read.
    std::optional<Dossier> NewestOfNumber(std::string_view number, UnitId unit);
    // A person's dossiers of a procedure that are not over and that the unit may read, the newest first.
    std::vector<Dossier> OpenAlike(std::string_view number, std::string_view procedure_code, UnitId unit, int rows);
    // Codes of the procedures a unit took in most often since, of those still offered, the commonest first.
    std::vector<std::string> OftenTaken(UnitId unit, Instant since, int rows);
    // What somebody handed in at a counter without an account becomes theirs, once they have proven who they are. Their codes.
    std::vector<std::string> Claim(AccountId account, std::string_view proven_number);
    // What the unit received from one day to another, as far as the figure counts it; of one field where one is named.
    std::vector<Dossier> Register(UnitId unit, FigureKind kind, Instant from, Instant until, Instant now, int rows,
                                  const std::string& domain = {});

    // Of everybody, or of one: none is what lies with nobody.
    std::vector<WorkLine> WorkOfSpecialists(UnitId unit, std::optional<AccountId> assignee, int rows);
    // How much lies with whom; with none: with nobody.
    std::vector<std::pair<AccountId, std::int64_t>> SpecialistsWithWork(UnitId unit);
    // Those of a unit's dossiers that are asked for, the newest first.
    std::vector<Dossier> Find(UnitId unit, const DossierAsked& asked, int rows);
    // Of those that were there before words were kept, so many at most; how many there were.
    int FoldWords(int rows);
    bool LackWords();

    void AddPaper(CaseId dossier, FileId file, int component, int round, Instant now);
    std::vector<CasePaper> Papers(CaseId dossier);

    void Rate(CaseId dossier, std::string_view answers, std::string_view remark, Instant now);
    bool Rated(CaseId dossier);

    std::int64_t OpenOfProcedure(std::string_view code);
    // Dossiers that are not over, one for all that are alike in process, state and units (the rest of it is empty), and how many.
    std::vector<std::pair<Dossier, std::int64_t>> LiveAlike();
    // Of those, one that stands in no inbox, and how many.
    std::pair<std::string, std::int64_t> LiveWithoutWork();
    // Code and unit of every opinion that is waited for.
    std::vector<std::pair<std::string, UnitId>> OpenOpinions();

    // In the order of their codes, behind one, those whose due date is still to be kept; without their answers.
    std::vector<Dossier> Promised(std::string_view after, int rows);
    // Of one process, without their answers: in the order of their codes, behind one, those that are not over; and those that
    // ended since, the latest first.
    std::vector<Dossier> OpenOfProcess(const std::string& process, std::string_view after, int rows);
    std::vector<Dossier> EndedOfProcess(const std::string& process, Instant since, int rows);
    // The calendar they were counted by; nothing when nobody remembers.
    std::optional<std::string> CalendarCountedBy();
    void CountedBy(std::string_view calendar);

  private:
    void KeepWords(const Dossier& dossier);

    storage::Transaction& tx_;
};

class DraftStore {
  public:
    explicit DraftStore(storage::Transaction& tx) : tx_(tx) {}
    void Insert(const Draft& draft);
    bool Update(const Draft& draft);
    std::optional<Draft> Get(DraftId id);
    std::optional<Draft> GetToChange(DraftId id);
    std::vector<DraftRow> Of(AccountId account);
    // Everybody's that is still being filled in.
    std::vector<Draft> OfProcedure(std::string_view code);
    void Finish(DraftId id, std::string_view code);
    void Delete(DraftId id, AccountId account);
    // What nobody touched since: whose, and for which procedure.
    struct Untouched {
        AccountId account;
        std::string procedure_name;
    };
    std::vector<Untouched> UntouchedSince(Instant before);
    // Those and, with them, what was handed in before: how many.
    std::int64_t Forget(Instant before);
    void AddPaper(DraftId id, FileId file, int component);
    void MovePaper(DraftId id, FileId file, int component);
    void RemovePaper(DraftId id, FileId file);
    std::vector<CasePaper> Papers(DraftId id);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
