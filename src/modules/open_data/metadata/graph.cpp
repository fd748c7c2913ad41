#include "modules/open_data/metadata/graph.h"

#include <fmt/format.h>
#include <libxml/xmlwriter.h>
#include <serd/serd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>

namespace dongson::open_data {

namespace json = boost::json;

namespace {

constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

// "http://purl.org/dc/terms/title" → {"dct", "title"}; nothing when no prefix fits or the rest is no plain name.
std::optional<std::pair<std::string_view, std::string_view>> Shortened(std::string_view iri) {
    for (const auto& [name, begin] : Prefixes()) {
        if (!iri.starts_with(begin)) continue;
        const auto rest = iri.substr(begin.size());
        const auto plain = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        };
        if (rest.empty() || (rest[0] >= '0' && rest[0] <= '9') || !std::ranges::all_of(rest, plain)) return std::nullopt;
        return std::pair{name, rest};
    }
    return std::nullopt;
}

std::string ShortName(std::string_view iri) {
    const auto parts = Shortened(iri);
    return parts ? std::string(parts->first) + ":" + std::string(parts->second) : std::string(iri);
}

SerdNode NodeOf(SerdType type, const std::string& text) {
    return serd_node_from_string(type, reinterpret_cast<const std::uint8_t*>(text.c_str()));
}

std::string WriteTurtle(const std::vector<Triple>& triples) {
    std::string out;
    const std::unique_ptr<SerdEnv, decltype(&serd_env_free)> env(serd_env_new(nullptr), serd_env_free);
    const auto sink = [](const void* bytes, std::size_t count, void* stream) {
        static_cast<std::string*>(stream)->append(static_cast<const char*>(bytes), count);
        return count;
    };
    const std::unique_ptr<SerdWriter, decltype(&serd_writer_free)> writer(
        serd_writer_new(SERD_TURTLE, static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED), env.get(), nullptr, sink,
                        &out),
        serd_writer_free);
    for (const auto& [name, iri] : Prefixes()) {
        const std::string prefix(name), whole(iri);
        const auto name_node = NodeOf(SERD_LITERAL, prefix), iri_node = NodeOf(SERD_URI, whole);
        serd_env_set_prefix(env.get(), &name_node, &iri_node);
        serd_writer_set_prefix(writer.get(), &name_node, &iri_node);
    }
    for (const auto& [subject, predicate, object] : triples) {
        const auto subject_node = NodeOf(subject.kind == Term::Kind::blank ? SERD_BLANK : SERD_URI, subject.value);
        const auto predicate_node = NodeOf(SERD_URI, predicate);
        const auto type = object.kind == Term::Kind::name    ? SERD_URI
                          : object.kind == Term::Kind::blank ? SERD_BLANK
                                                             : SERD_LITERAL;
        const auto object_node = NodeOf(type, object.value);
        const auto datatype = NodeOf(SERD_URI, object.datatype), language = NodeOf(SERD_LITERAL, object.language);
        serd_writer_write_statement(writer.get(), 0, nullptr, &subject_node, &predicate_node, &object_node,
                                    object.datatype.empty() ? nullptr : &datatype, object.language.empty() ? nullptr : &language);
    }
    serd_writer_finish(writer.get());
    return out;
}

const xmlChar* Xml(const std::string& text) {
    return reinterpret_cast<const xmlChar*>(text.c_str());
}

void Attribute(xmlTextWriter* writer, const std::string& name, const std::string& value) {
    xmlTextWriterWriteAttribute(writer, Xml(name), Xml(value));
}

// One striped description a subject. Predicates without a prefix of ours get one of their own where they stand.
void WriteDescription(xmlTextWriter* writer, const Triple* first, const Triple* end) {
    xmlTextWriterStartElement(writer, Xml("rdf:Description"));
    Attribute(writer, first->subject.kind == Term::Kind::blank ? "rdf:nodeID" : "rdf:about", first->subject.value);
    for (const auto* each = first; each != end; ++each) {
        if (const auto parts = Shortened(each->predicate)) {
            xmlTextWriterStartElement(writer, Xml(std::string(parts->first) + ":" + std::string(parts->second)));
        } else {
            const auto cut = each->predicate.find_last_of("#/") + 1;
            xmlTextWriterStartElement(writer, Xml("own:" + each->predicate.substr(cut)));
            Attribute(writer, "xmlns:own", each->predicate.substr(0, cut));
        }
        const auto& object = each->object;
        if (object.kind != Term::Kind::text) {
            Attribute(writer, object.kind == Term::Kind::blank ? "rdf:nodeID" : "rdf:resource", object.value);
        } else {
            if (!object.language.empty()) Attribute(writer, "xml:lang", object.language);
            if (!object.datatype.empty()) Attribute(writer, "rdf:datatype", object.datatype);
            xmlTextWriterWriteString(writer, Xml(object.value));
        }
        xmlTextWriterEndElement(writer);
    }
    xmlTextWriterEndElement(writer);
}

// Calls `body` with the statements of each subject.
template <class Body>
void EachSubject(const std::vector<Triple>& triples, Body body) {
    for (std::size_t begin = 0; begin < triples.size();) {
        auto end = begin;
        while (end < triples.size() && triples[end].subject == triples[begin].subject) ++end;
        body(triples.data() + begin, triples.data() + end);
        begin = end;
    }
}

std::string WriteRdfXml(const std::vector<Triple>& triples) {
    const std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer(xmlBufferCreate(), xmlBufferFree);
    const std::unique_ptr<xmlTextWriter, decltype(&xmlFreeTextWriter)> writer(xmlNewTextWriterMemory(buffer.get(), 0),
                                                                              xmlFreeTextWriter);
    xmlTextWriterSetIndent(writer.get(), 1);
    xmlTextWriterStartDocument(writer.get(), nullptr, "UTF-8", nullptr);
    xmlTextWriterStartElement(writer.get(), Xml("rdf:RDF"));
    for (const auto& [name, iri] : Prefixes()) Attribute(writer.get(), "xmlns:" + std::string(name), std::string(iri));
    EachSubject(triples, [&](const Triple* first, const Triple* end) { WriteDescription(writer.get(), first, end); });
    xmlTextWriterEndDocument(writer.get());
    return {reinterpret_cast<const char*>(xmlBufferContent(buffer.get())),
            static_cast<std::size_t>(xmlBufferLength(buffer.get()))};
}

json::value JsonLdOf(const Term& object) {
    if (object.kind == Term::Kind::name) return json::object{{"@id", object.value}};
    if (object.kind == Term::Kind::blank) return json::object{{"@id", "_:" + object.value}};
    json::object value{{"@value", object.value}};
    if (!object.language.empty()) value["@language"] = object.language;
    if (!object.datatype.empty()) value["@type"] = ShortName(object.datatype);
    return value;
}

std::string WriteJsonLd(const std::vector<Triple>& triples) {
    json::object context;
    for (const auto& [name, iri] : Prefixes()) context[name] = iri;
    json::array nodes;
    EachSubject(triples, [&](const Triple* first, const Triple* end) {
        json::object node{{"@id", (first->subject.kind == Term::Kind::blank ? "_:" : "") + first->subject.value}};
        for (const auto* each = first; each != end; ++each) {
            const bool type = each->predicate == kType;
            const auto key = type ? std::string("@type") : ShortName(each->predicate);
            auto& values = node[key];
            if (!values.is_array()) values = json::array();
            values.as_array().push_back(type ? json::value(ShortName(each->object.value)) : JsonLdOf(each->object));
        }
        nodes.push_back(std::move(node));
    });
    return json::serialize(json::object{{"@context", std::move(context)}, {"@graph", std::move(nodes)}});
}

std::string TextOf(const SerdNode* node) {
    return node == nullptr || node->buf == nullptr ? std::string()
                                                   : std::string(reinterpret_cast<const char*>(node->buf), node->n_bytes);
}

// Where the library resolves names it takes too little room for those with an empty authority and an empty query or fragment
// (http://?#), and writes past it. So it is given neither such names nor such bases; whole names need no resolving.
bool MayBeResolved(const std::string& name) {
    const auto part = name.find_first_of(":/?#");
    return !name.starts_with("//") && (part == std::string::npos || name[part] != ':');
}

bool MayBeBase(const std::string& name) {
    const auto authority = name.find("://");
    return authority != std::string::npos && authority > 0 && name.find_first_of("/?#", authority + 3) > authority + 3 &&
           name.size() > authority + 3 && serd_uri_string_has_scheme(reinterpret_cast<const std::uint8_t*>(name.c_str()));
}

struct Reading {
    Graph& graph;
    SerdEnv* env;

    std::string NameOf(const SerdNode* node) const {
        if (node->type == SERD_URI) {
            if (auto text = TextOf(node); !MayBeResolved(text)) return text;
        }
        SerdNode whole = serd_env_expand_node(env, node);
        const auto text = TextOf(whole.buf == nullptr ? node : &whole);
        serd_node_free(&whole);
        return text;
    }
    Term TermOf(const SerdNode* node, const SerdNode* datatype, const SerdNode* language) const {
        if (node->type == SERD_BLANK) return {Term::Kind::blank, TextOf(node)};
        if (node->type != SERD_LITERAL) return {Term::Kind::name, NameOf(node)};
        return {Term::Kind::text, TextOf(node), datatype == nullptr ? std::string() : NameOf(datatype), TextOf(language)};
    }
};

}  // namespace

Term Name(std::string_view iri) {
    // RFC 3987: these stand in no address, whoever wrote it.
    std::string clean;
    for (const char c : Whole(iri)) {
        if (static_cast<unsigned char>(c) <= ' ' || std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos)
            clean += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else
            clean += c;
    }
    return {Term::Kind::name, std::move(clean)};
}

Term Words(std::string_view text, std::string_view language) {
    return {Term::Kind::text, std::string(text), {}, std::string(language)};
}

Term Literal(std::string_view text, std::string_view datatype) {
    return {Term::Kind::text, std::string(text), Whole(datatype)};
}

const std::vector<Prefix>& Prefixes() {
    static const std::vector<Prefix> prefixes = {{"adms", "http://www.w3.org/ns/adms#"},
                                                 {"dcat", "http://www.w3.org/ns/dcat#"},
                                                 {"dcatap", "http://data.europa.eu/r5r/"},
                                                 {"dct", "http://purl.org/dc/terms/"},
                                                 {"dqv", "http://www.w3.org/ns/dqv#"},
                                                 {"foaf", "http://xmlns.com/foaf/0.1/"},
                                                 {"geo", "http://www.opengis.net/ont/geosparql#"},
                                                 {"hydra", "http://www.w3.org/ns/hydra/core#"},
                                                 {"owl", "http://www.w3.org/2002/07/owl#"},
                                                 {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                                 {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                                                 {"skos", "http://www.w3.org/2004/02/skos/core#"},
                                                 {"spdx", "http://spdx.org/rdf/terms#"},
                                                 {"vcard", "http://www.w3.org/2006/vcard/ns#"},
                                                 {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
    return prefixes;
}

std::string Whole(std::string_view shortened) {
    const auto colon = shortened.find(':');
    if (colon == std::string_view::npos || shortened.substr(colon).starts_with("://")) return std::string(shortened);
    const auto found = std::ranges::find(Prefixes(), shortened.substr(0, colon), &Prefix::name);
    return found == Prefixes().end() ? std::string(shortened)
                                     : std::string(found->iri) + std::string(shortened.substr(colon + 1));
}

std::string_view MediaTypeOf(GraphFormat format) {
    static constexpr std::string_view kTypes[] = {"text/turtle; charset=utf-8", "application/rdf+xml; charset=utf-8",
                                                  "application/ld+json"};
    return kTypes[static_cast<std::size_t>(format)];
}

std::optional<GraphFormat> ParseGraphFormat(std::string_view ending) {
    if (ending == "ttl" || ending == "n3") return GraphFormat::turtle;
    if (ending == "rdf" || ending == "xml") return GraphFormat::rdf_xml;
    if (ending == "jsonld") return GraphFormat::json_ld;
    return std::nullopt;
}

void Graph::Add(std::string_view subject, std::string_view predicate, Term object) {
    triples_.push_back({Name(subject), Whole(predicate), std::move(object)});
}

std::string Graph::Write(GraphFormat format) const {
    auto triples = triples_;
    std::ranges::sort(triples);
    const auto doubles = std::ranges::unique(triples);
    triples.erase(doubles.begin(), doubles.end());
    if (format == GraphFormat::turtle) return WriteTurtle(triples);
    return format == GraphFormat::rdf_xml ? WriteRdfXml(triples) : WriteJsonLd(triples);
}

Result<Graph> Graph::ReadTurtle(std::string_view text, std::string_view base) {
    Graph graph;
    const std::string base_text(base), whole(text);
    auto base_node = NodeOf(SERD_URI, base_text);
    const std::unique_ptr<SerdEnv, decltype(&serd_env_free)> env(serd_env_new(&base_node), serd_env_free);
    Reading reading{graph, env.get()};
    const auto set_base = [](void* handle, const SerdNode* uri) {
        const auto& own = *static_cast<Reading*>(handle);
        const std::string complete = own.NameOf(uri);
        if (!MayBeBase(complete)) return SERD_ERR_BAD_ARG;
        const SerdNode node = NodeOf(SERD_URI, complete);
        return serd_env_set_base_uri(own.env, &node);
    };
    const auto set_prefix = [](void* handle, const SerdNode* name, const SerdNode* uri) {
        const auto& own = *static_cast<Reading*>(handle);
        const std::string complete = own.NameOf(uri);
        const SerdNode node = NodeOf(SERD_URI, complete);
        return serd_uri_string_has_scheme(node.buf) ? serd_env_set_prefix(own.env, name, &node) : SERD_ERR_BAD_ARG;
    };
    const auto statement = [](void* handle, SerdStatementFlags, const SerdNode*, const SerdNode* subject,
                              const SerdNode* predicate, const SerdNode* object, const SerdNode* datatype,
                              const SerdNode* language) {
        const auto& own = *static_cast<Reading*>(handle);
        own.graph.Add(
            Triple{own.TermOf(subject, nullptr, nullptr), own.NameOf(predicate), own.TermOf(object, datatype, language)});
        return SERD_SUCCESS;
    };
    const std::unique_ptr<SerdReader, decltype(&serd_reader_free)> reader(
        serd_reader_new(SERD_TURTLE, &reading, nullptr, set_base, set_prefix, statement, nullptr), serd_reader_free);
    unsigned line = 0;
    serd_reader_set_error_sink(
        reader.get(),
        [](void* handle, const SerdError* error) {
            *static_cast<unsigned*>(handle) = error->line;
            return SERD_SUCCESS;
        },
        &line);
    serd_reader_set_strict(reader.get(), true);
    if (serd_reader_read_string(reader.get(), reinterpret_cast<const std::uint8_t*>(whole.c_str())) != SERD_SUCCESS)
        return std::unexpected(Refusal{"TURTLE_BROKEN", Say("Tệp Turtle sai ở dòng {1}.", std::to_string(line)), ""});
    return graph;
}

Things::Things(const Graph& graph) {
    for (const auto& triple : graph.triples()) said_[triple.subject][triple.predicate].push_back(&triple.object);
}

const std::vector<const Term*>& Things::Of(const Term& thing, std::string_view property) const {
    static const std::vector<const Term*> kNothing;
    const auto known = said_.find(thing);
    if (known == said_.end()) return kNothing;
    const auto values = known->second.find(Whole(property));
    return values == known->second.end() ? kNothing : values->second;
}

std::string Things::Text(const Term& thing, std::string_view property) const {
    const auto& values = Of(thing, property);
    const auto ours = std::ranges::find(values, "vi", [](const Term* term) { return term->language; });
    if (ours != values.end()) return (*ours)->value;
    return values.empty() ? "" : values.front()->value;
}

}  // namespace dongson::open_data
