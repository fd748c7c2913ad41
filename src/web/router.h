// What exists, at a glance: a table of method, path and audience.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.h"

namespace dongson::web {

struct Route {
    Method method;
    std::string pattern;   // "/ho-so/{code}"
    std::string audience;  // who may: the name of the audience that admitted it
    Handler handler;
};

class Router {
  public:
    // An audience turns a typed handler into a plain one: it checks who asks before the handler sees anything.
    template <class Audience, class Function>
    void Get(std::string_view pattern, const Audience& audience, Function function) {
        Add(Method::get, pattern, audience.name(), audience.Admit(function));
    }
    template <class Audience, class Function>
    void Post(std::string_view pattern, const Audience& audience, Function function) {
        Add(Method::post, pattern, audience.name(), audience.Admit(function));
    }
    // For programs only: forms know no other methods.
    template <class Audience, class Function>
    void Put(std::string_view pattern, const Audience& audience, Function function) {
        Add(Method::put, pattern, audience.name(), audience.Admit(function));
    }
    template <class Audience, class Function>
    void Delete(std::string_view pattern, const Audience& audience, Function function) {
        Add(Method::del, pattern, audience.name(), audience.Admit(function));
    }

    // The route of a request and the values of its parameters; nothing when no pattern fits.
    struct Match {
        const Route* route;
        std::vector<std::pair<std::string, std::string>> parameters;
    };
    std::optional<Match> Find(Method method, std::string_view path) const;
    const std::vector<Route>& routes() const { return routes_; }

  private:
    void Add(Method method, std::string_view pattern, std::string_view audience, Handler handler);
    std::vector<Route> routes_;
};

}  // namespace dongson::web
