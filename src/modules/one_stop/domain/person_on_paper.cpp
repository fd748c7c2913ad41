#include "modules/one_stop/domain/person_on_paper.h"

#include "platform/identity/person_number.h"

namespace dongson::one_stop {

namespace {

bool IsOrganisation(const Person& person) {
    return person.kind == identity::AccountKind::business || identity::KindOf(person.number) == identity::NumberKind::tax;
}

}  // namespace

std::string_view NumberName(const Person& person) {
    if (IsOrganisation(person)) return "mã số thuế";
    return identity::KindOf(person.number) == identity::NumberKind::passport ? "số hộ chiếu" : "số định danh cá nhân";
}

std::string_view FormOfAddress(const Person& person) {
    return IsOrganisation(person) ? "quý tổ chức" : "Ông/Bà";
}

std::string Addressed(const Person& person) {
    return IsOrganisation(person) ? person.name : "Ông/Bà " + person.name;
}

}  // namespace dongson::one_stop
