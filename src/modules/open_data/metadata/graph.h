// Statements about things, as RDF has them, and the three ways of writing them down.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson::open_data {

// A name ("https://…"), or a text with its language or datatype. Names of datatypes and of the vocabularies below may be
// shortened: "dct:title".
struct Term {
    enum class Kind : unsigned char { name, blank, text };
    Kind kind = Kind::name;
    std::string value;
    std::string datatype = {}, language = {};  // of a text; at most one of them

    auto operator<=>(const Term&) const = default;
};
Term Name(std::string_view iri);
Term Words(std::string_view text, std::string_view language = "vi");
Term Literal(std::string_view text, std::string_view datatype);

struct Triple {
    Term subject;
    std::string predicate;
    Term object;
    auto operator<=>(const Triple&) const = default;
};

// The vocabularies that may be shortened, longest known first: "dct" → "http://purl.org/dc/terms/".
struct Prefix {
    std::string_view name, iri;
};
const std::vector<Prefix>& Prefixes();
// "dct:title" → "http://purl.org/dc/terms/title"; anything else stays as it is.
std::string Whole(std::string_view shortened);

enum class GraphFormat : unsigned char { turtle, rdf_xml, json_ld };
std::string_view MediaTypeOf(GraphFormat format);
// "ttl" or "n3", "rdf" or "xml", "jsonld".
std::optional<GraphFormat> ParseGraphFormat(std::string_view ending);

class Graph {
  public:
    void Add(std::string_view subject, std::string_view predicate, Term object);
    void Add(Triple triple) { triples_.push_back(std::move(triple)); }
    const std::vector<Triple>& triples() const { return triples_; }

    // Every statement once, those of one subject together.
    std::string Write(GraphFormat format) const;
    // Refuses what is no RDF, with the line where it ends being so.
    static Result<Graph> ReadTurtle(std::string_view text, std::string_view base);

  private:
    std::vector<Triple> triples_;
};

// What a graph says of each thing; the graph must outlive it.
class Things {
  public:
    explicit Things(const Graph& graph);
    // Properties may be shortened: "dct:title".
    const std::vector<const Term*>& Of(const Term& thing, std::string_view property) const;
    // In Vietnamese if it is said so, else as it comes first; empty when nothing is said.
    std::string Text(const Term& thing, std::string_view property) const;

  private:
    std::map<Term, std::map<std::string, std::vector<const Term*>>> said_;
};

}  // namespace dongson::open_data
