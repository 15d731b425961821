setInterval(() => {}, 1000); // a program that serves no calls
