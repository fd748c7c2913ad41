// Terms of lists that others keep (the EU's, ADMS's), and where places lie. Data, loaded from data/open_data/authority.yaml.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/metadata/graph.h"

namespace dongson::open_data {

struct Place {
    std::string area, name;
    std::array<double, 4> box{};  // west, south, east, north, degrees
    std::string Polygon() const;  // in well-known text
    std::string Centre() const;
};

class Authority {
  public:
    // Every error of the file, each with its line.
    static Result<Authority> Parse(std::string_view yaml);
    static const Authority& Shipped();

    // The term's name, with its label and its scheme told in the graph. `list` is the last step of the scheme's address or the
    // one before its version: "frequency", "licencetype". Throws std::out_of_range for a term that is not shipped.
    Term Use(Graph& graph, std::string_view list, std::string_view code) const;
    const std::vector<Place>& places() const { return places_; }
    // By an area's key or its name.
    const Place* FindPlace(std::string_view area) const;

  private:
    struct Scheme {
        std::string iri, title, kind, base;
        std::vector<std::pair<std::string, std::string>> terms;
    };
    std::vector<Scheme> schemes_;
    std::vector<Place> places_;
};

}  // namespace dongson::open_data
