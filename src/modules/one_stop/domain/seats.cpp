#include "modules/one_stop/domain/seats.h"

#include "modules/one_stop/domain/dossier_kind.h"

namespace dongson::one_stop {

using organisation::Level;
using organisation::Units;

namespace {

UnitId InOfficeOrIntake(UnitId unit, const Dossier& dossier, const Units& units, Date day) {
    const auto* found = units.InOfficeOn(unit, day);
    return found == nullptr ? InOffice(units, dossier.intake, day) : found->id;
}

}  // namespace

UnitId InOffice(const Units& units, UnitId unit, Date day) {
    const auto* found = units.InOfficeOn(unit, day);
    return found == nullptr ? unit : found->id;
}

UnitId CompetentOn(const Dossier& dossier, const Units& units, Date day) {
    return InOfficeOrIntake(dossier.competent, dossier, units, day);
}

UnitId DepartmentOn(const Dossier& dossier, const Units& units, Date day) {
    return InOfficeOrIntake(dossier.department, dossier, units, day);
}

UnitId DistrictOn(const Dossier& dossier, const Units& units, Date day) {
    for (const auto commune : {InOffice(units, dossier.intake, day), dossier.intake}) {
        const auto* unit = units.Find(commune);
        const auto* parent = unit == nullptr ? nullptr : units.InOfficeOn(unit->parent, day);
        if (parent != nullptr && parent->level == Level::district) return parent->id;
    }
    return {};
}

Seats SeatsOn(const Dossier& dossier, const Units& units, Date day) {
    return {.holder = workflow::HolderOn(MovingOf(dossier), units, day),
            .intake = InOffice(units, dossier.intake, day),
            .competent = CompetentOn(dossier, units, day),
            .department = DepartmentOn(dossier, units, day)};
}

}  // namespace dongson::one_stop
