#include "modules/one_stop/domain/seats.h"

#include "modules/one_stop/capabilities.h"

namespace dongson::one_stop {

using organisation::Level;
using organisation::Units;
using workflow::Process;
using workflow::Seat;
using workflow::State;

namespace {

UnitId Place(Seat seat, const Dossier& dossier, const Units& units, Date day) {
    switch (seat) {
        case Seat::applicant:
        case Seat::nobody:
            return {};
        case Seat::intake:
        case Seat::district:
            return InOffice(units, dossier.intake, day);
        case Seat::competent: {
            const auto* unit = units.InOfficeOn(dossier.competent, day);
            return unit == nullptr ? InOffice(units, dossier.intake, day) : unit->id;
        }
        case Seat::department: {
            const auto* unit = units.InOfficeOn(dossier.department, day);
            return unit == nullptr ? InOffice(units, dossier.intake, day) : unit->id;
        }
    }
    return {};
}

// The district of the commune that received it, as long as there is one.
const organisation::Unit* DistrictOf(const Dossier& dossier, const Units& units, Date day) {
    for (const auto commune : {InOffice(units, dossier.intake, day), dossier.intake}) {
        const auto* unit = units.Find(commune);
        const auto* parent = unit == nullptr ? nullptr : units.InOfficeOn(unit->parent, day);
        if (parent != nullptr && parent->level == Level::district) return parent;
    }
    return nullptr;
}

// The step whose seat holds the dossier: while the applicant has it, the one it was taken out of.
const State* HoldingState(const Dossier& dossier, const Process& process) {
    const auto* state = process.Find(dossier.state);
    if (state != nullptr && (state->seat == Seat::applicant || state->seat == Seat::nobody))
        if (const auto* before = process.Find(dossier.state_before)) return before;
    return state;
}

UnitId HolderOn(const Dossier& dossier, const Process& process, const Units& units, Date day) {
    if (const auto* unit = units.InOfficeOn(dossier.holder, day)) return unit->id;
    if (units.Find(dossier.holder) == nullptr) return dossier.holder;
    const auto* state = HoldingState(dossier, process);
    const auto heir = state == nullptr ? UnitId{} : UnitOf(*state, dossier, units, day);
    return heir ? heir : InOffice(units, dossier.intake, day);
}

}  // namespace

UnitId InOffice(const Units& units, UnitId unit, Date day) {
    const auto* found = units.InOfficeOn(unit, day);
    return found == nullptr ? unit : found->id;
}

UnitId UnitOf(const State& state, const Dossier& dossier, const Units& units, Date day) {
    if (state.seat != Seat::district) return Place(state.seat, dossier, units, day);
    if (const auto* district = DistrictOf(dossier, units, day)) return district->id;
    return Place(state.heir, dossier, units, day);
}

Seats SeatsOn(const Dossier& dossier, const Process& process, const Units& units, Date day) {
    return {.holder = HolderOn(dossier, process, units, day),
            .intake = InOffice(units, dossier.intake, day),
            .competent = Place(Seat::competent, dossier, units, day),
            .department = Place(Seat::department, dossier, units, day)};
}

const identity::Capability* CapabilityOf(std::string_view seat_role) {
    if (seat_role == "clerk") return &kReceive;
    if (seat_role == "specialist") return &kExamine;
    if (seat_role == "leader") return &kDecide;
    return nullptr;
}

}  // namespace dongson::one_stop
