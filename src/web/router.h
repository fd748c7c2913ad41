// What exists, at a glance: a table of method, path and audience.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.h"

namespace dongson::web {

// Where a handler runs. Each kind of work that takes longer than a page has few workers and a bounded queue of its own, so that
// it never takes those that pages or another kind wait for, and what one address asks is served in turns with what others ask.
enum class Lane : unsigned char {
    quick,     // a page
    slow,      // what takes longer than a page and is none of the following
    password,  // a password is hashed
    query,     // a reader's SQL, and what reads whole tables for one answer
    drawing,   // papers and pictures
    upload,    // files: a request that brings some is here whatever its route says
    bulk,      // what programs send by the thousand: taken as it comes, as large as FormLimits::bulk_bytes
    probe,     // is it alive: never waits for anything
};
inline constexpr std::size_t kLanes = 8;
std::string_view LaneName(Lane lane);  // "quick"

struct Route {
    Method method;
    std::string pattern;   // "/ho-so/{code}"
    std::string audience;  // who may: the name of the audience that admitted it
    Handler handler;
    Lane lane = Lane::quick;
};

class Router {
  public:
    // An audience turns a typed handler into a plain one: it checks who asks before the handler sees anything.
    template <class Audience, class Function>
    void Get(std::string_view pattern, const Audience& audience, Function function, Lane lane = Lane::quick) {
        Add(Method::get, pattern, audience.name(), audience.Admit(function), lane);
    }
    template <class Audience, class Function>
    void Post(std::string_view pattern, const Audience& audience, Function function, Lane lane = Lane::quick) {
        Add(Method::post, pattern, audience.name(), audience.Admit(function), lane);
    }
    // For programs only: forms know no other methods.
    template <class Audience, class Function>
    void Put(std::string_view pattern, const Audience& audience, Function function, Lane lane = Lane::quick) {
        Add(Method::put, pattern, audience.name(), audience.Admit(function), lane);
    }
    template <class Audience, class Function>
    void Delete(std::string_view pattern, const Audience& audience, Function function, Lane lane = Lane::quick) {
        Add(Method::del, pattern, audience.name(), audience.Admit(function), lane);
    }

    // The route of a request and the values of its parameters; nothing when no pattern fits.
    struct Match {
        const Route* route;
        std::vector<std::pair<std::string, std::string>> parameters;
    };
    std::optional<Match> Find(Method method, std::string_view path) const;
    const std::vector<Route>& routes() const { return routes_; }

  private:
    void Add(Method method, std::string_view pattern, std::string_view audience, Handler handler, Lane lane);
    std::optional<Match> FindFrom(std::string_view beginning, Method method, std::string_view path) const;
    std::vector<Route> routes_;        // a literal step before a parameter in the same place
    std::vector<std::string> orders_;  // by which they stand so
};

}  // namespace dongson::web
