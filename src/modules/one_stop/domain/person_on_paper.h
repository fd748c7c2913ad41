// What an applicant is called on papers: a person, a foreigner and an organisation each as they are.
#pragma once

#include <string>
#include <string_view>

#include "modules/one_stop/domain/dossier.h"

namespace dongson::one_stop {

// "số định danh cá nhân", "số hộ chiếu", "mã số thuế".
std::string_view NumberName(const Person& person);
// How a paper speaks to them: "Ông/Bà", "quý tổ chức".
std::string_view FormOfAddress(const Person& person);
// "Ông/Bà Lê Thị Hoa"; an organisation by its name alone.
std::string Addressed(const Person& person);

}  // namespace dongson::one_stop
