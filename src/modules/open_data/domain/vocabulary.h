// The lists datasets choose from: domains of government and licences. Data, loaded from data/open_data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson::open_data {

struct Domain {
    std::string slug, name, english, notes;
    std::string theme;  // the EU's data-theme it answers to: "SOCI"
};

struct Licence {
    std::string key, name, url;
    bool open = false;
    std::string authority;  // in the EU's list of licences: "CC_BY_4_0"; empty when it is not there
    std::string type;       // in ADMS's list of licence types: "Attribution"
};

class Vocabulary {
  public:
    // Every error of both files, each with its line.
    static Result<Vocabulary> Parse(std::string_view domains, std::string_view licences);
    // What travels inside the program; throws when it cannot be read.
    static const Vocabulary& Shipped();

    const std::vector<Domain>& domains() const { return domains_; }
    const std::vector<Licence>& licences() const { return licences_; }
    const Domain* FindDomain(std::string_view slug) const;
    const Licence* FindLicence(std::string_view key) const;

  private:
    std::vector<Domain> domains_;
    std::vector<Licence> licences_;
};

}  // namespace dongson::open_data
